import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { recordCheckIn, recordStillRight, withdrawCheckIn } from "#shared/commands/checkIns.ts";
import { addKeyResult } from "#shared/commands/keyResults.ts";
import { addLink } from "#shared/commands/links.ts";
import { setOwner } from "#shared/commands/objectives.ts";
import { addPerson, mergePeople } from "#shared/commands/people.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { newId } from "#shared/model/id.ts";
import { STATUSES } from "#shared/model/status.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";
import { lastOwnCheckIn } from "#shared/queries/ownCheckIn.ts";
import { staleness } from "#shared/queries/staleness.ts";
import { Desk, smallPlan } from "#tests/support/factories.ts";
import { exchange } from "#tests/support/network.ts";
import { commandOperations, Hand, otherOperations } from "#tests/support/operations.ts";
import { pick, withSeed } from "#tests/support/seeded.ts";

const DAY = 86_400_000;
/** More for a long night: RUNS=5000. */
const RUNS = Number(process.env["RUNS"] ?? 60);
const MEASURE = { kind: "number", unit: "people", start: 0, target: 10 } as const;

function twoPeople() {
  const plan = smallPlan();
  const [objectiveId] = plan.cards;
  const ada = plan.desk;
  const grace = new Desk(planDocument(newYDoc()));
  const keyResults = ["one", "two"].map((title) => ada.do(addKeyResult, { objectiveId, title, measure: MEASURE }));
  const share = (): void => exchange(ada.document.doc, grace.document.doc);
  share();
  grace.actor = { role: "editor", personId: grace.do(addPerson, { name: "Grace" }) };
  share();
  return { ada, grace, share, objectiveId, keyResults };
}

/** What each update was, in the order in which it was made. */
function collect(desk: Desk): Uint8Array[] {
  const updates: Uint8Array[] = [];
  desk.document.doc.on("update", (update: Uint8Array) => updates.push(update));
  return updates;
}

/** What two people may say of one thing each, at once. */
const said = fc.record({
  status: fc.option(fc.constantFrom(...STATUSES), { nil: undefined }),
  value: fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined }),
  note: fc.constantFrom("", "well", "late"),
  /** How wrong this device's clock is, in days. */
  clock: fc.integer({ min: -400, max: 400 }),
});

describe("check-ins of two people at once", () => {
  it("QRY-20: both are kept, and stand the same on every order of delivery", () => {
    fc.assert(
      fc.property(said, said, fc.integer(), (first, second, seed) => {
        withSeed(seed, (random) => {
          const { ada, grace, objectiveId, keyResults } = twoPeople();
          const before = Y.encodeStateAsUpdate(ada.document.doc);
          const updates = [ada, grace].map(collect);
          for (const [at, { status, value, note, clock }] of [first, second].entries()) {
            const desk = [ada, grace][at];
            const keyResultId = keyResults[at];
            if (!desk || keyResultId === undefined) return;
            desk.now += clock * DAY;
            desk.run(recordCheckIn, {
              objectiveId,
              ...(status !== undefined && { status }),
              ...(value !== undefined && { values: { [keyResultId]: value } }),
              note,
            });
            desk.do(recordStillRight, { objectiveIds: [objectiveId] });
          }
          const sent = updates.flat();
          const states = [sent, sent.toReversed(), sent.toSorted(() => random() - 0.5)].map((order) => {
            const desk = new Desk(planDocument(newYDoc()));
            Y.applyUpdate(desk.document.doc, before);
            for (const update of order) Y.applyUpdate(desk.document.doc, update);
            for (const update of order) Y.applyUpdate(desk.document.doc, update);
            expect(desk.records.histories.get(objectiveId)).toHaveLength(sent.length);
            return objectiveState(desk.records, objectiveId);
          });
          expect(states[1]).toEqual(states[0]);
          expect(states[2]).toEqual(states[0]);
          // Each of two key results has the value that its own person gave it.
          const values = [first.value, second.value].map((value, at) => [keyResults[at], value] as const);
          expect(states[0]?.values).toEqual(new Map(values.filter(([, value]) => value !== undefined)));
        });
      }),
      { numRuns: RUNS },
    );
  });

  it("QRY-21: taking mine back leaves yours as it is, and what held before mine holds again", () => {
    fc.assert(
      fc.property(said, said, (mine, yours) => {
        const { ada, grace, share, objectiveId, keyResults } = twoPeople();
        const [ofMine, ofYours] = keyResults;
        if (ofMine === undefined || ofYours === undefined) return;
        ada.do(recordCheckIn, { objectiveId, status: "onTrack", values: { [ofMine]: 3 } });
        share();
        ada.now += mine.clock * DAY;
        grace.now += yours.clock * DAY;
        const wrong = ada.do(recordCheckIn, { objectiveId, values: { [ofMine]: mine.value ?? 9 }, note: mine.note });
        const kept = grace.do(recordCheckIn, {
          objectiveId,
          ...(yours.status !== undefined && { status: yours.status }),
          values: { [ofYours]: yours.value ?? 7 },
          note: yours.note,
        });
        share();
        ada.do(withdrawCheckIn, { checkInId: wrong });
        share();
        for (const { records } of [ada, grace]) {
          const state = objectiveState(records, objectiveId);
          expect(records.checkIns.get(kept)?.withdrawnAt).toBeNull();
          expect(state.lastCheckIn?.id).toBe(kept);
          expect(state.status).toBe(yours.status ?? "onTrack");
          expect(state.values.get(ofMine)).toBe(3);
          expect(state.values.get(ofYours)).toBe(yours.value ?? 7);
        }
      }),
      { numRuns: RUNS },
    );
  });
});

describe("what one said last oneself", () => {
  it("QRY-23: is found under any merged name, and does not count once it is taken back", () => {
    const { ada, grace, share, objectiveId } = twoPeople();
    const [me, other] = [ada.actor.personId, grace.actor.personId];
    if (me === null || other === null) throw new Error("Both have said who they are.");
    const mine = ada.do(recordCheckIn, { objectiveId, note: "mine" });
    const wrong = ada.do(recordCheckIn, { objectiveId, note: "wrong" });
    share();
    const yours = grace.do(recordCheckIn, { objectiveId, note: "yours" });
    share();
    ada.do(withdrawCheckIn, { checkInId: wrong });
    expect(lastOwnCheckIn(ada.records, objectiveId, me)?.id).toBe(mine);
    expect(lastOwnCheckIn(ada.records, objectiveId, other)?.id).toBe(yours);
    ada.do(mergePeople, { from: other, into: me });
    expect(lastOwnCheckIn(ada.records, objectiveId, me)?.id).toBe(yours);
    expect(lastOwnCheckIn(ada.records, newId(), me)).toBeNull();
  });
});

/** What may change an age: a check-in, or taking one back or bringing one back. */
const CHECK_INS = new Set(["recordCheckIn", "recordStillRight", "correctCheckIn", "withdrawCheckIn", "undo", "redo"]);

describe("the age of what is known", () => {
  it("QRY-22: nothing but a check-in resets it, over every command there is", () => {
    const operations = { ...commandOperations, ...otherOperations };
    const others = Object.keys(operations).filter((name) => !CHECK_INS.has(name));
    const tried = new Set<string>();
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        withSeed(seed, (random) => {
          const { desk, cards } = smallPlan();
          // Something for each command to act upon: what may be done must not hang on what chance did before.
          for (const objectiveId of cards) {
            const ownerId = desk.do(addPerson, { name: `Owner of ${objectiveId}` });
            desk.do(setOwner, { objectiveId, ownerId });
            desk.do(addLink, { objectiveId, url: "https://example.org", title: "e.g." });
            desk.do(addKeyResult, { objectiveId, title: "one", measure: MEASURE });
          }
          desk.do(recordCheckIn, { objectiveId: cards[0], status: "onTrack" });
          desk.now += 30 * DAY;
          const hand = new Hand(desk, random);
          for (const name of [...others, ...others].toSorted(() => random() - 0.5)) {
            const ages = () => cards.map((id) => staleness(desk.records, id, desk.now, "UTC")?.ageDays);
            const before = ages();
            const told = operations[name]?.(hand) ?? "";
            if (told.startsWith("done")) tried.add(name);
            expect(ages(), `${name} (seed ${seed})`).toEqual(before);
            // Now and then somebody checks in, so that there is something of every age.
            if (random() < 0.1) operations[pick(random, ["recordCheckIn", "recordStillRight"]) ?? ""]?.(hand);
            desk.now += DAY;
          }
        });
      }),
      { numRuns: RUNS / 2 },
    );
    expect(others.filter((name) => !tried.has(name))).toEqual([]);
  });
});
