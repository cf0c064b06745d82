import { useRef, useState } from "react";

import { withdrawCheckIn } from "#shared/commands/checkIns.ts";
import { saysNothing } from "#shared/model/checkIn.ts";
import { STATUS_WORDS } from "#shared/model/status.ts";
import type { HistoryEntry, SaidValue, Standing } from "#shared/queries/objectiveHistory.ts";
import { lastOwnCheckIn } from "#shared/queries/ownCheckIn.ts";

import { CheckInForm } from "../checkIn/CheckInForm.tsx";
import { useCan, useMayCheckIn, useObjective, usePerson, usePersonId, useRecords } from "../plan/usePlan.ts";
import { measured } from "../ui/measured.ts";
import { StatusMark } from "../ui/StatusMark.tsx";
import { useRun } from "../view/useRun.ts";
import { valueInWords } from "./series.ts";
import { whenSaid } from "./whenSaid.ts";

/** So many are shown at first: what somebody looks for is nearly always among them. */
const FIRST = 12;

/** Every check-in, newest first: who, when, what changed, and the words. Those taken back stay, struck through. */
export function HistoryList({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const [all, setAll] = useState(false);
  const inWords = whenSaid(entries);
  const shown = all ? entries : entries.slice(0, FIRST);
  const more = entries.length - shown.length;
  return (
    <>
      <ol className="history" aria-label="Check-ins, newest first">
        {shown.map((entry) => (
          <Entry key={entry.checkIn.id} entry={entry} when={inWords(entry.checkIn.at)} />
        ))}
      </ol>
      {more > 0 && (
        <button type="button" className="button history__more" onClick={() => setAll(true)}>
          Show the {more} before
        </button>
      )}
    </>
  );
}

interface EntryProps {
  readonly entry: HistoryEntry;
  readonly when: string;
}

function Entry({ entry, when }: EntryProps) {
  const { checkIn, before, after, values } = entry;
  const run = useRun();
  const author = usePerson(checkIn.by);
  const mine = useCan("withdrawCheckIn", author?.id ?? null);
  const me = usePersonId();
  const isArchived = useObjective(checkIn.objectiveId)?.archived !== null;
  const mayCheckIn = useMayCheckIn(checkIn.objectiveId);
  const isLast = useRecords(
    (records) => me !== null && lastOwnCheckIn(records, checkIn.objectiveId, me)?.id === checkIn.id,
  );
  const isMyLast = isLast && mayCheckIn;
  const [open, setOpen] = useState<"nothing" | "form" | "nothingAgain">("nothing");
  const line = useRef<HTMLLIElement>(null);
  const withdrawn = checkIn.withdrawnAt !== null;
  const Said = withdrawn ? "s" : "div";
  return (
    <li
      ref={line}
      // What was taken back has nothing to press any more: focus stays on it.
      tabIndex={-1}
      className={withdrawn ? "history__entry" : `history__entry status--${after.status}`}
    >
      <p className="history__when">
        {when} · {author?.name ?? "Somebody"}
        {withdrawn && " · taken back"}
      </p>
      <Said className="history__said">
        <div className="history__state">
          {checkIn.status !== null && <StatusChange before={before} status={checkIn.status} />}
          {checkIn.progress !== null && <ProgressChange before={before.progress} after={checkIn.progress} />}
          {values.map((said) => (
            <ValueChange key={said.keyResult?.id} said={said} />
          ))}
          {values.length > 0 && !withdrawn && after.progress !== before.progress && (
            <ProgressChange before={before.progress} after={after.progress ?? 0} />
          )}
          {saysNothing(checkIn) && <span>Still right: {standingInWords(before)}</span>}
        </div>
        {checkIn.note !== "" && <p>{checkIn.note}</p>}
      </Said>
      {mine && !withdrawn && !(isMyLast && open === "form") && (
        <span className="history__acts">
          {isMyLast && (
            <button
              type="button"
              className="button button--quiet"
              disabled={isArchived}
              autoFocus={open === "nothingAgain"}
              onClick={() => setOpen("form")}
            >
              Correct
              <span className="visually-hidden"> what you said last</span>
            </button>
          )}
          <button
            type="button"
            className="button button--quiet"
            disabled={isArchived}
            onClick={() => {
              line.current?.focus();
              run(withdrawCheckIn, { checkInId: checkIn.id }, "offerUndo");
            }}
          >
            Take back
            <span className="visually-hidden"> what you said on {when}</span>
          </button>
        </span>
      )}
      {isMyLast && open === "form" && (
        <div ref={bringIntoView} className="history__form">
          <CheckInForm
            objectiveId={checkIn.objectiveId}
            correcting={checkIn}
            onSaved={() => {
              line.current?.focus();
              setOpen("nothing");
            }}
            onLeave={() => {
              line.current?.focus();
              setOpen("nothingAgain");
            }}
            saysArchived={false}
          />
        </div>
      )}
    </li>
  );
}

/** An entry may lie at the lower edge; its field takes focus without scrolling. */
function bringIntoView(form: HTMLElement | null): void {
  form?.scrollIntoView({ block: "nearest" });
}

interface StatusChangeProps {
  readonly before: Standing;
  readonly status: Standing["status"];
}

function StatusChange({ before, status }: StatusChangeProps) {
  return (
    <span className="history__status">
      <StatusMark status={status} />
      {before.status !== status && (
        <span className="history__before"> was {STATUS_WORDS[before.status].toLowerCase()}</span>
      )}
    </span>
  );
}

function ProgressChange({ before, after }: { readonly before: number | null; readonly after: number }) {
  return (
    <span className="history__number">
      Progress {Math.round(after)}%
      {before !== null && before !== Math.round(after) && <span className="history__before"> was {before}%</span>}
    </span>
  );
}

function ValueChange({ said: { keyResult, measure, value, before } }: { readonly said: SaidValue }) {
  return (
    <span>
      {keyResult?.title ?? "A key result"}:{" "}
      <span className="history__number">{valueInWords(value, measure, keyResult?.measure)}</span>
      {before !== null && before !== value && <span className="history__before"> was {measured(before, measure)}</span>}
    </span>
  );
}

function standingInWords({ status, progress }: Standing): string {
  const word = STATUS_WORDS[status].toLowerCase();
  return progress === null ? word : `${word}, ${progress}%`;
}
