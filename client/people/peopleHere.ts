import type { ObjectiveId, PersonId } from "#shared/model/id.ts";
import type { Presence } from "#shared/protocol/presence.ts";

/** One person who has the plan open, however many windows they have. */
export interface PersonHere {
  readonly id: string;
  readonly name: string;
  readonly colour: number;
  /** Counts those of one name from 2 on, so that they are told apart: "Ana", "Ana (2)". Undefined for the first. */
  readonly twin: number | undefined;
  /** The names of all who are here, from whom a face tells them. */
  readonly beside: readonly string[];
  /** Nobody has touched any of their windows for a while. */
  readonly idle: boolean;
  /** The cards they are at. */
  readonly at: readonly ObjectiveId[];
}

/** Who asks: their own windows, and those of whoever is the same person, are nobody else. */
interface Me {
  /** As the presence of their windows has it; null as long as the server has not said. */
  readonly presenceId: string | null;
  readonly personId: PersonId | null;
}

interface PeopleHere {
  readonly me: Me;
  readonly everybody: readonly PersonHere[];
  readonly byCard: ReadonlyMap<ObjectiveId, readonly PersonHere[]>;
}

/** Made once for each change, and shared by every card that asks. */
const made = new WeakMap<readonly Presence[], PeopleHere>();

/** Who else is here: one entry per person, those who are idle last, else in the order in which they came. */
export function peopleHere(others: readonly Presence[], me: Me): readonly PersonHere[] {
  return hereBy(others, me).everybody;
}

/** Who else is at a card. */
export function peopleAt(others: readonly Presence[], me: Me, objectiveId: ObjectiveId): readonly PersonHere[] {
  return hereBy(others, me).byCard.get(objectiveId) ?? NOBODY;
}

/** How somebody is called where there may be two of one name. */
export function nameHere({ name, twin }: PersonHere): string {
  return twin === undefined ? name : `${name} (${twin})`;
}

const NOBODY: readonly PersonHere[] = Object.freeze([]);

function hereBy(others: readonly Presence[], me: Me): PeopleHere {
  const known = made.get(others);
  if (known?.me.presenceId === me.presenceId && known.me.personId === me.personId) return known;
  const people = onePerPerson(others.filter((other) => !isMe(other, me)));
  const byCard = new Map<ObjectiveId, PersonHere[]>();
  for (const person of people) {
    for (const objectiveId of person.at) byCard.set(objectiveId, [...(byCard.get(objectiveId) ?? []), person]);
  }
  const everybody = [...people.filter(({ idle }) => !idle), ...people.filter(({ idle }) => idle)];
  const here = { me, everybody, byCard };
  made.set(others, here);
  return here;
}

function isMe({ user, personId }: Presence, me: Me): boolean {
  return user.id === me.presenceId || (personId !== null && personId === me.personId);
}

function onePerPerson(others: readonly Presence[]): readonly PersonHere[] {
  const windows = Map.groupBy(others, ({ user }) => user.id);
  // By id, so that every screen gives the same number to the same one of two Anas.
  const ids = [...windows.keys()].sort();
  const beside = [...windows.values()].flatMap(([first]) => first?.user.name ?? []);
  return [...windows].flatMap(([id, states]) => {
    const user = states[0]?.user;
    if (!user) return [];
    const { name, colour } = user;
    const before = ids.slice(0, ids.indexOf(id)).filter((other) => windows.get(other)?.[0]?.user.name === name).length;
    const at = new Set(states.flatMap(({ focus }) => focus?.objectiveId ?? []));
    const idle = states.every((state) => state.idle);
    return [{ id, name, colour, twin: before === 0 ? undefined : before + 1, beside, idle, at: [...at] }];
  });
}
