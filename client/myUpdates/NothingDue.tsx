import type { OwnUpdates } from "#shared/queries/freshness.ts";

import { useRecords } from "../plan/usePlan.ts";
import { weekdayOrDate } from "../ui/dates.ts";
import { shownTitle } from "../view/shownTitle.ts";
import { useToday } from "../view/today.ts";
import { BoardLink } from "./BoardLink.tsx";

/** Nothing waits: what will, and when. */
export function NothingDue({ updates: { next, owned } }: { readonly updates: OwnUpdates }) {
  const today = useToday();
  const title = useRecords((records) => (next && records.objectives.get(next.objectiveId)?.title.trim()) ?? "");
  return (
    <div className="nothing-due">
      <p className="nothing-due__words">{owned === 0 ? "You own no objective in this plan." : "Nothing is due."}</p>
      {owned === 0 && <p className="field__hint">Open one on the board and choose yourself as its owner.</p>}
      {next && (
        <p className="field__hint">
          Next: “{shownTitle("objective", title)}” on {weekdayOrDate(next.dueOn, today)}.
        </p>
      )}
      <BoardLink />
    </div>
  );
}
