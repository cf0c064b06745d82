import { Check } from "lucide-react";

import { withdrawCheckIn } from "#shared/commands/checkIns.ts";
import { checkInWords } from "#shared/commands/checkInWords.ts";
import type { CheckInId, ObjectiveId } from "#shared/model/id.ts";
import type { KeyResult } from "#shared/model/keyResult.ts";

import { useRecords } from "../plan/usePlan.ts";
import { useRun } from "../view/useRun.ts";
import { useUndo } from "../view/useUndo.ts";

/** What was recorded a moment ago, in one press. */
export interface SaidNow {
  readonly objectiveIds: readonly ObjectiveId[];
  readonly checkInIds: readonly CheckInId[];
}

interface JustSaidProps {
  readonly said: SaidNow | null;
  /** What stands there while nothing is to be taken back; without it the line is there only when something is. */
  readonly hint?: string | undefined;
  /** Called with the first of what was said of. */
  readonly onTakenBack: (objectiveId: ObjectiveId) => void;
}

const NO_KEY_RESULTS: readonly KeyResult[] = Object.freeze([]);

/** Says what was recorded and offers to take it back, in the place of a hint: nothing below moves for it. */
export function JustSaid({ said, hint, onTakenBack }: JustSaidProps) {
  const run = useRun();
  const { undo } = useUndo();
  const [checkInId, ...more] = said?.checkInIds ?? [];
  const [objectiveId] = said?.objectiveIds ?? [];
  // Taken back by other means, as by Ctrl+Z, it is no longer to be taken back.
  const checkIn = useRecords((records) => (checkInId === undefined ? undefined : records.checkIns.get(checkInId)));
  const title = useRecords((records) => (objectiveId && records.objectives.get(objectiveId)?.title.trim()) ?? "");
  const keyResults = useRecords((records) => (objectiveId && records.measures.get(objectiveId)) ?? NO_KEY_RESULTS);
  const holds = checkIn !== undefined && checkIn.withdrawnAt === null && objectiveId !== undefined;
  const takeBack = (): void => {
    if (checkInId === undefined || objectiveId === undefined) return;
    if (more.length > 0) undo();
    else if (run(withdrawCheckIn, { checkInId }) === undefined) return;
    onTakenBack(objectiveId);
  };
  return (
    <div className={holds || hint !== undefined ? "just-said" : "just-said just-said--nothing"}>
      <p className="just-said__words" role="status">
        {holds && (
          <>
            <Check className="icon" aria-hidden="true" />
            <span className="just-said__line" title={title}>
              <span className="just-said__title">{more.length > 0 ? `${more.length + 1} objectives` : title}</span>
              <span className="just-said__outcome">: {checkInWords(checkIn, keyResults)}</span>
            </span>
          </>
        )}
      </p>
      {holds ? (
        <button type="button" className="button button--quiet" onClick={takeBack}>
          Take back
        </button>
      ) : (
        hint !== undefined && <p className="just-said__hint">{hint}</p>
      )}
    </div>
  );
}
