import { useState } from "react";

import { withdrawCheckIn } from "#shared/commands/checkIns.ts";
import type { CheckIn } from "#shared/model/checkIn.ts";
import type { ObjectiveId } from "#shared/model/id.ts";

import { CheckInForm } from "../checkIn/CheckInForm.tsx";
import { useCan, usePerson, useRecords } from "../plan/usePlan.ts";
import { longDate } from "../ui/dates.ts";
import { measured } from "../ui/measured.ts";
import { StatusMark } from "../ui/StatusMark.tsx";
import { useRun } from "../view/useRun.ts";

/** What has been said about an objective, newest first, and the place to say something. */
export function CheckInSection({ objectiveId }: { readonly objectiveId: ObjectiveId }) {
  const history = useRecords((records) => records.histories.get(objectiveId)) ?? NOTHING_SAID;
  const [adding, setAdding] = useState(false);
  return (
    <section className="sheet__section">
      <div className="sheet__line">
        <h3 className="sheet__heading">Check-ins</h3>
        {!adding && (
          <button type="button" className="button" onClick={() => setAdding(true)}>
            Check in
          </button>
        )}
      </div>
      {adding && (
        <div className="sheet__form">
          <CheckInForm objectiveId={objectiveId} onSaved={() => setAdding(false)} onLeave={() => setAdding(false)} />
        </div>
      )}
      {history.length === 0 ? (
        <p className="field__hint">Nobody has checked in yet. The first one says where things stand.</p>
      ) : (
        <ol className="history">
          {history.toReversed().map((checkIn) => (
            <HistoryEntry key={checkIn.id} checkIn={checkIn} />
          ))}
        </ol>
      )}
    </section>
  );
}

const NOTHING_SAID: readonly CheckIn[] = [];

function HistoryEntry({ checkIn }: { readonly checkIn: CheckIn }) {
  const run = useRun();
  const author = usePerson(checkIn.by);
  const mine = useCan("withdrawCheckIn", author?.id ?? null);
  const keyResults = useRecords((records) => records.keyResults);
  const withdrawn = checkIn.withdrawnAt !== null;
  const Said = withdrawn ? "s" : "div";
  return (
    <li className="history__entry">
      <p className="history__when">
        {longDate(checkIn.at)} · {author?.name ?? "Somebody"}
        {withdrawn && " · taken back"}
      </p>
      <Said className="history__said">
        <p className="history__state">
          {checkIn.status !== null && <StatusMark status={checkIn.status} />}
          {checkIn.progress !== null && <span>{checkIn.progress}%</span>}
          {[...checkIn.values].map(([id, value]) => (
            <span key={id}>
              {keyResults.get(id)?.title ?? "A key result"}: {measured(value, keyResults.get(id)?.measure)}
            </span>
          ))}
        </p>
        {checkIn.note !== "" && <p>{checkIn.note}</p>}
      </Said>
      {mine && !withdrawn && (
        <button
          type="button"
          className="button button--quiet history__withdraw"
          onClick={() => run(withdrawCheckIn, { checkInId: checkIn.id }, "offerUndo")}
        >
          Take back
        </button>
      )}
    </li>
  );
}
