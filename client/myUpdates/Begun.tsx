import type { ObjectiveId, PersonId } from "#shared/model/id.ts";
import { columns } from "#shared/queries/board.ts";
import { isOwn } from "#shared/queries/freshness.ts";

import { keptCheckInDraft } from "../checkIn/checkInDraft.ts";
import { useRecords } from "../plan/usePlan.ts";
import { shownTitle } from "../view/shownTitle.ts";

interface BegunProps {
  readonly personId: PersonId;
  /** Those come again by themselves. */
  readonly due: readonly ObjectiveId[];
  readonly onGoOn: (objectiveId: ObjectiveId) => void;
}

/** What I began to say, of what no longer waits, as somebody else has said something of it: it shall not be forgotten. */
export function Begun({ personId, due, onGoOn }: BegunProps) {
  const records = useRecords((all) => all);
  const begun = columns(records)
    .flatMap(({ objectives }) => objectives)
    .filter((objective) => isOwn(records, objective, personId) && !due.includes(objective.id))
    .filter(({ id }) => keptCheckInDraft(personId, id) !== null);
  if (begun.length === 0) return null;
  return (
    <div className="round-end__begun">
      <p>
        You had begun {begun.length === 1 ? "this" : "these"} and not recorded {begun.length === 1 ? "it" : "them"}.
      </p>
      {begun.map(({ id, title }) => (
        <button key={id} type="button" className="button" onClick={() => onGoOn(id)}>
          Go on with “{shownTitle("objective", title)}”
        </button>
      ))}
    </div>
  );
}
