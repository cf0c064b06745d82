import type { ObjectiveId, PersonId } from "../model/id.ts";
import type { Person } from "../model/person.ts";
import type { PlanRecords } from "../model/planRecords.ts";

/**
 * The person an id stands for, with merges followed. People who were merged in a circle are all the one with the
 * smallest id. Null if the id is not in the plan; a merge into somebody who is not in the plan does not count.
 */
export function personOf({ people }: Pick<PlanRecords, "people">, personId: PersonId): Person | null {
  const passed = new Set<PersonId>();
  let person = people.get(personId);
  while (person !== undefined && person.mergedInto !== null) {
    if (passed.has(person.id)) return smallestOfCircle(people, person);
    passed.add(person.id);
    const into = people.get(person.mergedInto);
    if (into === undefined) break;
    person = into;
  }
  return person ?? null;
}

/** Whose an objective is, with merges followed. Null if it is nobody's, or not in the plan. */
export function ownerOf(
  records: Pick<PlanRecords, "objectives" | "people">,
  objectiveId: ObjectiveId,
): PersonId | null {
  const ownerId = records.objectives.get(objectiveId)?.ownerId ?? null;
  return ownerId === null ? null : (personOf(records, ownerId)?.id ?? null);
}

/** Every id that stands for the same person as this one: those that were merged into them. */
export function namesOf(records: Pick<PlanRecords, "people">, personId: PersonId): readonly PersonId[] {
  const one = personOf(records, personId);
  return [...records.people.keys()].filter((id) => personOf(records, id) === one);
}

/** Everybody who can be chosen: not archived, not merged into somebody else; by name. */
export function peopleInOrder(records: PlanRecords): readonly Person[] {
  return [...records.people.values()]
    .filter((person) => person.archived === null && personOf(records, person.id) === person)
    .sort((a, b) => a.name.localeCompare(b.name, "en-GB") || (a.id < b.id ? -1 : 1));
}

/** Whoever can be chosen under that name, whatever its case. */
export function namesakesOf(records: PlanRecords, name: string): readonly Person[] {
  const wanted = name.toLowerCase();
  return peopleInOrder(records).filter((person) => person.name.toLowerCase() === wanted);
}

function smallestOfCircle(people: PlanRecords["people"], start: Person): Person {
  let smallest = start;
  for (let at = next(people, start); at !== start; at = next(people, at)) if (at.id < smallest.id) smallest = at;
  return smallest;
}

function next(people: PlanRecords["people"], person: Person): Person {
  return (person.mergedInto === null ? undefined : people.get(person.mergedInto)) ?? person;
}
