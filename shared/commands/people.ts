import type { PersonId } from "../model/id.ts";
import { limits } from "../model/limits.ts";
import { ok } from "../model/result.ts";
import { namesakesOf, personOf } from "../queries/people.ts";
import { defineCommand, newIdIn, stampOf } from "./command.ts";
import type { Edit } from "./command.ts";
import { refuseWith } from "./commandError.ts";
import { id, orNull, personName } from "./input.ts";
import { anyPerson, countLive, livePerson } from "./lookUp.ts";
import { titleOrCount } from "./summaryWords.ts";

export const addPerson = defineCommand<{ readonly name: string }, PersonId>({
  name: "addPerson",
  action: "addPerson",
  input: { name: personName },
  decide: ({ name }, context) => {
    if (countLive(context.records.people) >= limits.people) return refuseWith("planFull", FULL);
    const [namesake] = namesakesOf(context.records, name);
    if (namesake) return refuseWith("nameTaken", namesake.name);
    const personId = newIdIn<PersonId>(context);
    const fields = { name, mergedInto: null, created: stampOf(context), archived: null };
    const edit: Edit = (transaction) => transaction.add("people", personId, fields);
    return ok({ value: personId, summary: `Added ${name}`, edits: [edit] });
  },
});

export const renamePerson = defineCommand<{ readonly personId: PersonId; readonly name: string }, null>({
  name: "renamePerson",
  action: "editPeople",
  input: { personId: id, name: personName },
  decide: ({ personId, name }, { records }) => {
    const person = livePerson(records, personId);
    if (!person.ok) return person;
    const namesake = namesakesOf(records, name).find((other) => other !== person.value);
    if (namesake) return refuseWith("nameTaken", namesake.name);
    const edit: Edit = (transaction) => transaction.set("people", person.value.id, "name", name);
    const summary = `Renamed ${person.value.name} to ${name}`;
    return ok({ value: null, summary, edits: person.value.name === name ? [] : [edit] });
  },
});

/** Says that two entries are one human being. Everything of `from` reads as that of `into` from then on. */
export const mergePeople = defineCommand<{ readonly from: PersonId; readonly into: PersonId }, null>({
  name: "mergePeople",
  action: "editPeople",
  input: { from: id, into: id },
  decide: (input, { records }) => {
    const from = anyPerson(records, input.from);
    if (!from.ok) return from;
    const into = livePerson(records, input.into);
    if (!into.ok) return into;
    if (from.value.id === into.value.id) return refuseWith("samePerson");
    const edit: Edit = (transaction) => transaction.set("people", from.value.id, "mergedInto", into.value.id);
    return ok({ value: null, summary: `Merged ${from.value.name} into ${into.value.name}`, edits: [edit] });
  },
});

/** Gives all cards of one person that are not archived to another; null: to nobody. */
export const reassignObjectives = defineCommand<{ readonly from: PersonId; readonly to: PersonId | null }, number>({
  name: "reassignObjectives",
  action: "editObjectives",
  input: { from: id, to: orNull(id<PersonId>) },
  decide: (input, { records }) => {
    const from = anyPerson(records, input.from);
    if (!from.ok) return from;
    const to = input.to === null ? null : livePerson(records, input.to);
    if (to?.ok === false) return to;
    if (from.value.id === to?.value.id) return refuseWith("samePerson");
    const ownerId = to?.value.id ?? null;
    const owned = [...records.objectives.values()].filter(
      (objective) =>
        objective.archived === null &&
        objective.ownerId !== null &&
        personOf(records, objective.ownerId) === from.value,
    );
    const edits = owned.map(
      (objective): Edit =>
        (transaction) =>
          transaction.set("objectives", objective.id, "ownerId", ownerId),
    );
    const summary = `Gave ${titleOrCount(owned)} of ${from.value.name} to ${to?.value.name ?? "nobody"}`;
    return ok({ value: owned.length, summary, edits });
  },
});

/** Takes somebody off the lists to choose from. What they own and said stays theirs. */
export const archivePerson = defineCommand<{ readonly personId: PersonId }, null>({
  name: "archivePerson",
  action: "editPeople",
  input: { personId: id },
  decide: ({ personId }, context) => {
    const person = anyPerson(context.records, personId);
    if (!person.ok) return person;
    const edit: Edit = (transaction) => transaction.set("people", person.value.id, "archived", stampOf(context));
    return ok({ value: null, summary: `Archived ${person.value.name}`, edits: person.value.archived ? [] : [edit] });
  },
});

export const restorePerson = defineCommand<{ readonly personId: PersonId }, null>({
  name: "restorePerson",
  action: "editPeople",
  input: { personId: id },
  decide: ({ personId }, { records }) => {
    const person = anyPerson(records, personId);
    if (!person.ok) return person;
    const wasArchived = person.value.archived !== null;
    if (wasArchived && countLive(records.people) >= limits.people) return refuseWith("planFull", FULL);
    const edit: Edit = (transaction) => transaction.set("people", person.value.id, "archived", null);
    return ok({ value: null, summary: `Restored ${person.value.name}`, edits: wasArchived ? [edit] : [] });
  },
});

const FULL = `${limits.people} people are the most it holds`;
