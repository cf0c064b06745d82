import { describe, expect, it } from "vitest";

import type { PersonId } from "#shared/model/id.ts";
import { newId, parseId } from "#shared/model/id.ts";
import type { Person } from "#shared/model/person.ts";
import { UNKNOWN_STAMP } from "#shared/model/stamp.ts";
import { addPerson, archivePerson, mergePeople } from "#shared/commands/people.ts";
import { peopleInOrder, personOf } from "#shared/queries/people.ts";
import { newDesk } from "#tests/support/factories.ts";

function id(text: string): PersonId {
  return parseId<PersonId>(text) ?? newId<PersonId>();
}

/** People by id, each merged as `a>b` says. */
function people(...merges: readonly string[]): { readonly people: ReadonlyMap<PersonId, Person> } {
  const all = merges.map((merge): Person => {
    const [from = "", into] = merge.split(">");
    const mergedInto = into === undefined ? null : id(into);
    return { id: id(from), name: from, mergedInto, created: UNKNOWN_STAMP, archived: null };
  });
  return { people: new Map(all.map((person) => [person.id, person])) };
}

describe("people", () => {
  it("QRY-4: a merged person is read as the one at the end of the chain", () => {
    const records = people("a>b", "b>c", "c");
    for (const name of ["a", "b", "c"]) expect(personOf(records, id(name))?.id).toBe("c");
    expect(personOf(records, id("x"))).toBeNull();
  });

  it("QRY-4: people merged in a circle are all the one with the smallest id", () => {
    const records = people("z>y", "y>m", "m>q", "q>y", "s>s");
    for (const name of ["z", "y", "m", "q"]) expect(personOf(records, id(name))?.id, name).toBe("m");
    expect(personOf(records, id("s"))?.id).toBe("s");
  });

  it("QRY-4: a merge into somebody who is not in the plan does not count", () => {
    expect(personOf(people("a>b", "b>gone"), id("a"))?.id).toBe("b");
  });

  it("QRY-5: those to choose from are neither archived nor merged, by name", () => {
    const desk = newDesk();
    const [zoe, bob, eve] = ["Zoë", "Bob", "Eve"].map((name) => desk.do(addPerson, { name }));
    if (!zoe || !bob || !eve) throw new Error("three people were added");
    desk.do(archivePerson, { personId: bob });
    desk.do(mergePeople, { from: eve, into: zoe });
    expect(peopleInOrder(desk.records).map((person) => person.name)).toEqual(["Ada", "Zoë"]);
  });
});
