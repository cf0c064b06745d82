import type { ObjectiveId } from "#shared/model/id.ts";

import { nameHere, peopleAt } from "../people/peopleHere.ts";
import { usePersonId, usePresence } from "../plan/usePlan.ts";
import { Face } from "../people/Face.tsx";

/** More faces than this become a number: the place for them is there already, and does not grow. */
const MOST = 2;

/** Who else is at a card, in the space that its state leaves free: nothing moves when they come and go. */
export function CardPeople({ objectiveId }: { readonly objectiveId: ObjectiveId }) {
  const personId = usePersonId();
  const people = usePresence(({ others, presenceId }) => peopleAt(others, { presenceId, personId }, objectiveId));
  if (people.length === 0) return null;
  const more = people.length - MOST;
  const names = people.map(nameHere).join(", ");
  return (
    <span className="card__people" title={`Here now: ${names}`}>
      {people.slice(0, MOST).map((person) => (
        <Face key={person.id} {...person} faded={person.idle} />
      ))}
      {more > 0 && <span aria-hidden="true">+{more}</span>}
      <span className="visually-hidden">Here now: {names}.</span>
    </span>
  );
}
