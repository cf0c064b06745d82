import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { moveObjective } from "#shared/commands/objectives.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { PlanProjection } from "#shared/document/planProjection.ts";
import { crowdedLists, rekeyList } from "#shared/document/rekey.ts";
import { compareSortable, sortKeysAt, sortKeysBetween } from "#shared/document/sortKey.ts";
import { limits } from "#shared/model/limits.ts";
import { parseSortKey } from "#shared/model/placement.ts";
import { objectivesOf } from "#shared/queries/board.ts";
import { Desk, smallPlan } from "#tests/support/factories.ts";
import { exchange } from "#tests/support/network.ts";
import { seededRandom } from "#tests/support/seeded.ts";

const digit = fc.constantFrom(..."0019AVZaz".split(""));
const key = fc
  .array(digit, { minLength: 1, maxLength: 12 })
  .map((digits) => digits.join(""))
  .filter((text) => parseSortKey(text) !== undefined);
const seed = fc.integer();

describe("order keys", () => {
  it("ORD-1: between any two keys, and beyond the ends, there are as many as are asked for", () => {
    const ends = fc.tuple(fc.option(key), fc.option(key), fc.integer({ min: 0, max: 40 }), seed);
    fc.assert(
      fc.property(ends, ([a, b, count, start]) => {
        const [lower, upper] = a !== null && b !== null && a > b ? [b, a] : [a, b];
        const strip = (text: string | null): string | undefined => text?.replace(/0+$/, "");
        fc.pre(lower === null || upper === null || strip(lower) !== strip(upper));
        const keys = sortKeysBetween(lower, upper, count, seededRandom(start));
        expect(keys).toHaveLength(count);
        const all = [...(lower === null ? [] : [lower]), ...keys, ...(upper === null ? [] : [upper])];
        for (const [at, made] of all.entries()) {
          expect(parseSortKey(made)).toBe(made);
          if (at > 0) expect((all[at - 1] ?? "") < made, `${all[at - 1]} < ${made}`).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it("ORD-1: there is no end to inserting at either end", () => {
    const random = seededRandom(7);
    let [first, last] = sortKeysBetween(null, null, 2, random);
    for (let count = 0; count < 20_000; count += 1) {
      [first = ""] = sortKeysBetween(null, first ?? null, 1, random);
      [last = ""] = sortKeysBetween(last ?? null, null, 1, random);
    }
    expect(first?.length).toBeLessThan(10);
    expect(last?.length).toBeLessThan(10);
    const [beforeAll = ""] = sortKeysBetween(null, "0000001", 1, random);
    const [afterAll = ""] = sortKeysBetween("zzzzzzzz", null, 1, random);
    expect(beforeAll < "0000001" && afterAll > "zzzzzzzz").toBe(true);
  });

  it("ORD-2: the order is total", () => {
    const records = fc.array(fc.record({ id: fc.string(), sortKey: key }), { maxLength: 8 });
    fc.assert(
      fc.property(records, (list) => {
        for (const a of list) {
          for (const b of list) {
            expect(Math.sign(compareSortable(a, b))).toBe(0 - Math.sign(compareSortable(b, a)));
            expect(compareSortable(a, b) === 0).toBe(a.id === b.id && a.sortKey === b.sortKey);
          }
        }
        expect(list.toReversed().sort(compareSortable)).toEqual([...list].sort(compareSortable));
      }),
    );
  });

  it("ORD-3: between equal keys one goes beyond the tie, whatever the keys look like", () => {
    const lists = fc.tuple(fc.array(key, { maxLength: 12 }), fc.nat(), seed);
    fc.assert(
      fc.property(lists, ([keys, where, start]) => {
        const siblings = keys.map((sortKey, nth) => ({ id: `${nth}`, sortKey })).sort(compareSortable);
        const at = where % (siblings.length + 1);
        const [made = ""] = sortKeysAt(siblings, at, 1, seededRandom(start));
        const sorted = [...siblings, { id: "new", sortKey: made }].sort(compareSortable);
        const landed = sorted.findIndex((record) => record.id === "new");
        expect(landed).toBeGreaterThanOrEqual(at);
        const strip = (text = ""): string => text.replace(/0+$/, "");
        for (const passed of sorted.slice(at, landed))
          expect(strip(passed.sortKey)).toBe(strip(siblings[at - 1]?.sortKey));
      }),
      { numRuns: 3_000 },
    );
  });

  it("ORD-7: two people in one gap at one moment make different keys, and ids decide where they do not", () => {
    const random = seededRandom(3);
    let ties = 0;
    for (let count = 0; count < 10_000; count += 1) {
      const [one, two] = [sortKeysBetween("V", "W", 1, random), sortKeysBetween("V", "W", 1, random)];
      if (one[0] === two[0]) ties += 1;
    }
    expect(ties).toBeLessThanOrEqual(2);
    expect(compareSortable({ id: "a", sortKey: "V" }, { id: "b", sortKey: "V" })).toBe(-1);
  });
});

describe("re-keying", () => {
  it("ORD-4: 10,000 inserts at one spot by two people leave no key over 200 characters", () => {
    const { desk: ada, missions, cards } = smallPlan();
    const grace = new Desk(planDocument(newYDoc()));
    const server = planDocument(newYDoc());
    const upkeep = new PlanProjection(server);
    const meet = (): void => {
      for (const desk of [ada, grace, ada, grace]) exchange(desk.document.doc, server.doc);
    };
    meet();
    grace.actor = ada.actor;
    let longest = 0;
    for (let count = 0; count < 5_000; count += 1) {
      const [, b, c] = cards;
      const [moved, before] = count % 2 === 0 ? [c, b] : [b, c];
      // Both at the same spot, behind the first card; and apart for ten moves at a time.
      ada.do(moveObjective, { objectiveId: moved, missionId: missions[0], before });
      grace.do(moveObjective, { objectiveId: before, missionId: missions[0], before: moved });
      for (const desk of [ada, grace]) {
        for (const { placement } of objectivesOf(desk.records, missions[0])) {
          longest = Math.max(longest, placement.sortKey.length);
        }
      }
      if (count % 10 !== 0) continue;
      meet();
      for (const list of crowdedLists(upkeep.records)) rekeyList(server, upkeep.records, list);
      meet();
    }
    meet();
    expect(longest).toBeGreaterThan(limits.sortKey.rekeyAbove);
    expect(longest).toBeLessThanOrEqual(200);
    expect(grace.records).toEqual(ada.records);
    expect(upkeep.records).toEqual(ada.records);
  });

  it("ORD-5: the order stays, who moved what when stays, and only crowded keys change", () => {
    const runs = fc.array(fc.tuple(fc.constantFrom(1, 3, 60, 120, 300), key), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(runs, (parts) => {
        const { desk, missions, cards } = smallPlan();
        const objectiveId = cards[0];
        const { placement } = desk.records.objectives.get(objectiveId) ?? { placement: undefined };
        if (!placement) return;
        const root = desk.document.roots.objectives;
        desk.document.doc.transact(() => {
          for (const [nth, [length, start]] of parts.entries()) {
            const sortKey = `${start}${"m".repeat(length)}`;
            root.set(
              `x${nth}`,
              new Y.Map(Object.entries({ placement: { ...placement, sortKey, at: nth }, archived: null })),
            );
          }
        });
        const order = (): readonly string[] => objectivesOf(desk.records, missions[0]).map((card) => card.id);
        const [orderBefore, before] = [order(), desk.records];
        const crowded = crowdedLists(before);
        for (const list of crowded) rekeyList(desk.document, before, list);
        expect(crowdedLists(desk.records)).toEqual([]);
        expect(order()).toEqual(orderBefore);
        for (const [id, card] of desk.records.objectives) {
          const former = before.objectives.get(id)?.placement;
          expect(card.placement).toEqual({ ...former, sortKey: card.placement.sortKey });
          if ((former?.sortKey.length ?? 0) <= 50) expect(card.placement).toBe(former);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("ORD-5: missions are re-keyed like cards", () => {
    const { desk, missions } = smallPlan();
    const placement = { sortKey: "m".repeat(150), by: null, at: 1 };
    desk.document.roots.missions.set("long", new Y.Map(Object.entries({ placement, archived: null })));
    expect(crowdedLists(desk.records)).toEqual([{ root: "missions" }]);
    expect(rekeyList(desk.document, desk.records, { root: "missions" })).toBe(1);
    expect([...desk.records.missions.keys()]).toEqual([...missions, "long"]);
    expect(crowdedLists(desk.records)).toEqual([]);
  });

  it("ORD-6: a move that is concurrent with re-keying always wins", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2 ** 16, max: 2 ** 32 - 1 }), fc.boolean(), (clientId, serverFirst) => {
        const { desk, missions, cards } = smallPlan();
        const [objectiveId] = cards;
        const placement = { ...desk.records.objectives.get(objectiveId)?.placement, sortKey: "0".repeat(150) + "1" };
        const [record] = [desk.document.roots.objectives.get(objectiveId)];
        if (record instanceof Y.Map) record.set("placement", placement);
        const person = new Desk(planDocument(newYDoc(clientId)));
        const server = planDocument(newYDoc());
        exchange(person.document.doc, desk.document.doc);
        exchange(server.doc, desk.document.doc);
        person.actor = desk.actor;
        const upkeep = new PlanProjection(server);
        const move = (): void => {
          person.do(moveObjective, { objectiveId, missionId: missions[1], before: null });
        };
        const rekey = (): number => rekeyList(server, upkeep.records, { root: "objectives", missionId: missions[0] });
        if (!serverFirst) move();
        expect(rekey()).toBe(1);
        if (serverFirst) move();
        exchange(person.document.doc, server.doc);
        expect(person.records.objectives.get(objectiveId)?.placement.missionId).toBe(missions[1]);
        expect(upkeep.records).toEqual(person.records);
      }),
      { numRuns: 100 },
    );
  });
});
