import { useState } from "react";

import { recordStillRight } from "#shared/commands/checkIns.ts";
import type { ObjectiveId, PersonId } from "#shared/model/id.ts";
import { lastOwnCheckIn } from "#shared/queries/ownCheckIn.ts";

import { keptCheckInDraft } from "../checkIn/checkInDraft.ts";
import { usePlanSession } from "../plan/usePlan.ts";
import { useRun } from "../view/useRun.ts";
import { JustSaid } from "./JustSaid.tsx";
import type { SaidNow } from "./JustSaid.tsx";
import { RestUnchanged } from "./RestUnchanged.tsx";
import { RoundEnd } from "./RoundEnd.tsx";
import { UpdateCard } from "./UpdateCard.tsx";
import { useRound } from "./useRound.ts";

/** One objective after the other, then what was said of them. */
export function Updates({ personId }: { readonly personId: PersonId }) {
  const session = usePlanSession();
  const run = useRun();
  const round = useRound(personId);
  const { current, waiting, skipped } = round;
  const [said, setSaid] = useState<SaidNow | null>(null);
  // What somebody has begun to say something about has changed, so it is not among the rest.
  const unchanged = waiting.filter((id) => keptCheckInDraft(personId, id) === null);

  const onSaved = (objectiveId: ObjectiveId): void => {
    const { records } = session.planStore.getState();
    const checkIn = records && lastOwnCheckIn(records, objectiveId, personId);
    setSaid(checkIn && { objectiveIds: [objectiveId], checkInIds: [checkIn.id] });
    round.goOn();
  };
  const onRest = (): void => {
    const checkInIds = run(recordStillRight, { objectiveIds: unchanged });
    if (checkInIds === undefined) return;
    setSaid({ objectiveIds: unchanged, checkInIds });
    round.goOn();
  };
  return (
    <>
      <header className="my-updates__header">
        <h2 className="my-updates__title">My updates</h2>
        {current !== null && (
          <p className="my-updates__count">
            {waiting.length} to go{skipped.length > 0 && `, ${skipped.length} put off`}
          </p>
        )}
        <JustSaid
          said={said}
          hint={current === null ? undefined : "What has waited longest comes first."}
          onTakenBack={round.goTo}
        />
      </header>
      {current === null ? (
        <RoundEnd personId={personId} round={round} />
      ) : (
        <>
          <UpdateCard
            key={current}
            objectiveId={current}
            isWaiting={waiting.includes(current)}
            onSaved={() => onSaved(current)}
            onSkip={waiting.includes(current) ? round.skip : round.goOn}
          />
          {unchanged.length > 1 && <RestUnchanged objectiveIds={unchanged} onSaid={onRest} />}
        </>
      )}
    </>
  );
}
