import { expect, it } from "vitest";

import { nameHere, peopleAt, peopleHere } from "#client/people/peopleHere.ts";
import { newId } from "#shared/model/id.ts";
import type { ObjectiveId, PersonId } from "#shared/model/id.ts";
import type { Presence } from "#shared/protocol/presence.ts";

const card = newId<ObjectiveId>();
const ME = { presenceId: "me", personId: newId<PersonId>() };

function present(id: string, name: string, state: Partial<Presence> = {}): Presence {
  return { personId: null, focus: null, idle: false, user: { id, name, colour: 3, role: "editor" }, ...state };
}

it("SCR-180: one entry per person, whatever the number of their windows; idle only if all of them are", () => {
  const focus = { objectiveId: card };
  const people = peopleHere(
    [
      present("c", "Cyd", { idle: true }),
      present("a", "Ana", { idle: true }),
      present("b", "Bo"),
      present("a", "Ana", { focus }),
    ],
    ME,
  );
  expect(people.map(({ id, idle, at }) => [id, idle, at])).toEqual([
    ["a", false, [card]],
    ["b", false, []],
    ["c", true, []],
  ]);
});

it("SCR-180: two of one name have the same numbers on every screen", () => {
  const [one, two, other] = [present("1", "Ana Lopez"), present("2", "Ana Lopez"), present("3", "Bo")];
  const names = (others: readonly Presence[]): readonly string[] => peopleHere(others, ME).map(nameHere).sort();
  expect(names([one, two, other])).toEqual(["Ana Lopez", "Ana Lopez (2)", "Bo"]);
  expect(peopleHere([two, one], ME).map(({ id, twin }) => [id, twin])).toEqual([
    ["2", 2],
    ["1", undefined],
  ]);
});

it("SCR-182: who is at a card is found by the card, the same list until somebody changes", () => {
  const others = [present("a", "Ana", { focus: { objectiveId: card } }), present("b", "Bo")];
  expect(peopleAt(others, ME, card).map(({ name }) => name)).toEqual(["Ana"]);
  expect(peopleAt(others, ME, card)).toBe(peopleAt(others, ME, card));
  expect(peopleAt(others, ME, newId<ObjectiveId>())).toEqual([]);
});

it("SCR-951: my own other windows are not among those who are here, nor is another account that is the same person", () => {
  const focus = { objectiveId: card };
  const others = [
    present("me", "Olive", { focus }),
    present("again", "Olive", { focus, personId: ME.personId }),
    present("other", "Olive", { focus, personId: newId<PersonId>() }),
    present("unsaid", "Olive"),
  ];
  const ids = (me: Parameters<typeof peopleHere>[1]): readonly string[] => peopleHere(others, me).map(({ id }) => id);
  expect(ids(ME)).toEqual(["other", "unsaid"]);
  expect(peopleHere(others, ME).map(nameHere)).toEqual(["Olive", "Olive (2)"]);
  expect(peopleAt(others, ME, card).map(({ id }) => id)).toEqual(["other"]);
  // Who has not said who they are is not the same person as others who have not, and a former server does not say the id.
  expect(ids({ presenceId: null, personId: null })).toHaveLength(4);
});
