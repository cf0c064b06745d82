import { Ban } from "lucide-react";

import type { AuditEntry } from "#shared/protocol/audit.ts";

import { daysSince, longDate } from "../ui/dates.ts";
import { useToday } from "../view/today.ts";
import { activityInWords, timeInWords, timesInWords, wayInWords } from "./activityWords.ts";

/** What was done, day by day, what was done last first: the same thing done again and again counts from its last time. */
export function ActivityList({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const today = useToday();
  const newestFirst = entries.toSorted((a, b) => b.until - a.until || b.sequence - a.sequence);
  const days = Map.groupBy(newestFirst, ({ until }) => new Date(until).setHours(12, 0, 0, 0));
  return [...days].map(([day, done]) => (
    <section key={day} className="activity-day" aria-labelledby={`day-${day}`}>
      <h3 id={`day-${day}`} className="page__subtitle">
        {dayInWords(day, today)}
      </h3>
      <ol className="entries">
        {done.map((entry) => (
          <ActivityEntry key={entry.sequence} entry={entry} />
        ))}
      </ol>
    </section>
  ));
}

function ActivityEntry({ entry }: { readonly entry: AuditEntry }) {
  return (
    <li className="entries__entry activity-entry">
      <time className="activity-entry__time" dateTime={new Date(entry.until).toISOString()}>
        {timeInWords(entry.until)}
      </time>
      <div className="entries__words">
        {activityInWords(entry)}
        {!entry.done && (
          <span className="mark activity-entry__refused">
            <Ban className="icon" aria-hidden="true" />
            refused
          </span>
        )}
        {entry.count > 1 && <span className="entries__more">{timesInWords(entry)}</span>}
      </div>
      <span className="activity-entry__way">{wayInWords(entry)}</span>
    </li>
  );
}

function dayInWords(day: number, today: number): string {
  const ago = daysSince(day, today);
  if (ago <= 0) return "Today";
  return ago === 1 ? "Yesterday" : longDate(day);
}
