import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { recordCheckIn, withdrawCheckIn } from "#shared/commands/checkIns.ts";
import { moveObjective, renameObjective } from "#shared/commands/objectives.ts";
import { inspectPlan } from "#shared/document/integrity.ts";
import { newYDoc, planDocument, ROOT_NAMES, sharedText } from "#shared/document/planDocument.ts";
import { PlanProjection, readPlan } from "#shared/document/planProjection.ts";
import { repairPlan } from "#shared/document/repair.ts";
import { isPlainObject } from "#shared/model/json.ts";
import { limits } from "#shared/model/limits.ts";
import { parseSortKey } from "#shared/model/placement.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { STATUSES } from "#shared/model/status.ts";
import { columns, tray } from "#shared/queries/board.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";
import { personOf } from "#shared/queries/people.ts";
import { staleness } from "#shared/queries/staleness.ts";
import { smallPlan } from "#tests/support/factories.ts";

const FIELDS = [
  ...["title", "purpose", "statement", "notes", "placement", "links", "created", "archived", "cadenceDays", "due"],
  ...["schemaVersion", "ownerId", "name", "mergedInto", "objectiveId", "measure", "at", "by", "status", "progress"],
  ...["values", "after", "of", "note", "missionId", "sortKey", "kind", "unit", "start", "target", "url", "__proto__"],
];
const IDS = ["a", "b", "c", "0", "__proto__", "constructor", "", "a b", "x".repeat(65), "🙂"];

const id = fc.constantFrom(...IDS);
const field = fc.constantFrom(...FIELDS);
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", maxDepth: 4 },
    id,
    fc.constantFrom("2020-02-29", "onTrack", "percent", "V00000", "000", "https://x.example", "javascript:x"),
    fc.constantFrom(0, -0, 1, 50, 1e308, -1e16, 8.64e15, Number.NaN, Infinity, 2 ** 53, 0.1),
    fc.constantFrom(null, undefined, true, 10n, new Uint8Array([1])),
    fc.string(),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(field, id), tie("value"), { maxKeys: 5, noNullPrototype: true }).map(encodable),
    stampLike(tie("value")),
  ),
})).value;

/** Bytes as prototype cannot be encoded again, so the server's gate keeps such a value out. */
function encodable(entries: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const own = Object.getOwnPropertyDescriptor(entries, "__proto__");
  return own?.value instanceof Uint8Array ? {} : entries;
}

/** Something that is nearly a placement, a measure or a check-in. */
function stampLike(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.record(
    {
      at: fc.oneof(fc.integer(), value),
      by: fc.oneof(id, value),
      missionId: fc.oneof(id, value),
      sortKey: fc.oneof(fc.constantFrom("V", "V0", "a".repeat(5_000), "é"), value),
      objectiveId: fc.oneof(id, value),
      status: fc.oneof(fc.constantFrom(...STATUSES), value),
      progress: fc.oneof(fc.integer({ min: -1, max: 101 }), value),
      values: fc.oneof(
        fc.dictionary(id, fc.oneof(fc.integer(), value), { noNullPrototype: true }).map(encodable),
        value,
      ),
      after: fc.oneof(fc.array(id), value),
      of: fc.oneof(id, fc.constant(undefined)),
    },
    { requiredKeys: ["at", "by"], noNullPrototype: true },
  );
}

type Node =
  | { readonly kind: "plain"; readonly value: unknown }
  | { readonly kind: "text" | "xml"; readonly content: string }
  | { readonly kind: "map"; readonly entries: readonly (readonly [string, Node])[] }
  | { readonly kind: "array"; readonly items: readonly Node[] };

const node: fc.Arbitrary<Node> = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    fc.record({ kind: fc.constant("plain"), value: plain }) as fc.Arbitrary<Node>,
    fc.record({ kind: fc.constantFrom("text", "xml"), content: fc.string() }) as fc.Arbitrary<Node>,
    fc.record({
      kind: fc.constant("map"),
      entries: fc.array(fc.tuple(fc.oneof(field, id), tie("node")), { maxLength: 8 }),
    }) as fc.Arbitrary<Node>,
    fc.record({ kind: fc.constant("array"), items: fc.array(tie("node"), { maxLength: 3 }) }) as fc.Arbitrary<Node>,
  ),
})).node;

const writes = fc.array(
  fc.record({
    root: fc.constantFrom(...ROOT_NAMES),
    key: fc.oneof(id, field),
    node: fc.oneof(
      node,
      fc.record({
        kind: fc.constant("map"),
        entries: fc.array(fc.tuple(field, node), { maxLength: 8 }),
      }) as fc.Arbitrary<Node>,
    ),
  }),
  { maxLength: 25 },
);

function build(made: Node): unknown {
  switch (made.kind) {
    case "plain":
      // Yjs takes such an object for a class instance and throws; deeper inside it takes it.
      return isPlainObject(made.value) && Object.hasOwn(made.value, "constructor") ? [made.value] : made.value;
    case "text":
      return new Y.Text(made.content);
    case "xml":
      return new Y.XmlText(made.content);
    case "map":
      return new Y.Map(made.entries.map(([key, value]) => [key, build(value)]));
    case "array":
      return arrayOf(made.items);
  }
}

function arrayOf(items: readonly Node[]): Y.Array<unknown> {
  const array = new Y.Array<unknown>();
  // As above: some plain values may lie inside a list of plain values only.
  array.push(items.map((item) => (item.kind === "plain" ? [item.value] : build(item))));
  return array;
}

function expectFrozen(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  if (value instanceof Map) for (const entry of value.values()) expectFrozen(entry);
  else {
    expect(Object.isFrozen(value)).toBe(true);
    for (const entry of Object.values(value)) expectFrozen(entry);
  }
}

/** What the types of the model promise, looked at from outside. */
function expectValid(records: PlanRecords): void {
  expectFrozen(records);
  for (const objective of records.objectives.values()) {
    expect(objective.title.length).toBeLessThanOrEqual(limits.titleLength);
    expect(parseSortKey(objective.placement.sortKey)).toBe(objective.placement.sortKey);
    const state = objectiveState(records, objective.id);
    expect(STATUSES).toContain(state.status);
    if (state.progress !== null)
      expect(state.progress).toSatisfy((progress: number) => progress >= 0 && progress <= 100);
    const age = staleness(records, objective.id, Date.UTC(2019, 9, 15), "Europe/London");
    expect(age?.ageDays).toBeGreaterThanOrEqual(0);
  }
  for (const person of records.people.values()) expect(personOf(records, person.id)).not.toBeNull();
  const shown = columns(records).flatMap((column) => column.objectives).length + tray(records).length;
  expect(shown).toBe([...records.objectives.values()].filter((objective) => objective.archived === null).length);
}

describe("reading a plan", () => {
  it("DOC-2: any document, however odd, gives valid records, at once and write by write", () => {
    fc.assert(
      fc.property(writes, (list) => {
        const document = planDocument(newYDoc());
        const projection = new PlanProjection(document);
        for (const write of list) {
          document.doc.transact(() => document.roots[write.root].set(write.key, build(write.node)));
          expect(projection.records).toEqual(readPlan(document).records);
        }
        expectValid(projection.records);
        // As it comes out of storage: what an update cannot carry has become something else.
        const copy = planDocument(newYDoc());
        Y.applyUpdate(copy.doc, Y.encodeStateAsUpdate(document.doc));
        expectValid(readPlan(copy).records);
        inspectPlan(copy);
        repairPlan(copy);
        const repaired = Y.encodeStateAsUpdate(copy.doc);
        repairPlan(copy);
        expect(Y.encodeStateAsUpdate(copy.doc)).toEqual(repaired);
        expectValid(readPlan(copy).records);
      }),
      { numRuns: 600 },
    );
  });

  it("DOC-2: roots that another device used as lists or text are read as empty", () => {
    const odd = new Y.Doc();
    odd.getArray("objectives").push([1, new Y.Map()]);
    odd.getText("plan").insert(0, "hello");
    odd.getMap("stranger").set("x", 1);
    const document = planDocument(newYDoc());
    const projection = new PlanProjection(document);
    Y.applyUpdate(document.doc, Y.encodeStateAsUpdate(odd));
    expect(projection.records.objectives.size).toBe(0);
    expect(inspectPlan(document)).toContainEqual({ kind: "unknownRoot", root: "stranger", id: "", field: "" });
  });

  it("DOC-2: a text that grew too long is cut between two characters", () => {
    const { desk, cards } = smallPlan();
    const title = "x".repeat(limits.titleLength - 1);
    sharedText(desk.document, "objectives", cards[0], "title")?.applyDelta([{ insert: `${title}🙂` }]);
    const { records } = readPlan(desk.document);
    expect(records.objectives.get(cards[0])?.title.startsWith(title)).toBe(true);
    expect(records.objectives.get(cards[0])?.title.isWellFormed()).toBe(true);
  });

  it("DOC-3: records are frozen", () => {
    const { desk, cards } = smallPlan();
    desk.do(recordCheckIn, { objectiveId: cards[0], status: "done" });
    expectFrozen(desk.records);
  });

  it("DOC-4: only touched records are new, with one notification a transaction", () => {
    const { desk, missions, cards } = smallPlan();
    const before = desk.records;
    let told = 0;
    desk.projection.subscribe(() => (told += 1));
    desk.do(renameObjective, { objectiveId: cards[0], title: "new" });
    expect(told).toBe(1);
    expect(desk.records.objectives.get(cards[0])).not.toBe(before.objectives.get(cards[0]));
    expect(desk.records.objectives.get(cards[1])).toBe(before.objectives.get(cards[1]));
    for (const name of ["plan", "missions", "people", "keyResults", "checkIns", "histories", "withdrawals"] as const) {
      expect(desk.records[name], name).toBe(before[name]);
    }
    const objectives = desk.records.objectives;
    desk.do(recordCheckIn, { objectiveId: cards[0], status: "done" });
    expect(desk.records.objectives).toBe(objectives);
    expect(desk.records.withdrawals).toBe(before.withdrawals);
    desk.do(moveObjective, { objectiveId: cards[1], missionId: missions[1], before: null });
    expect(told).toBe(3);
  });

  it("DOC-4: a projection that was ended is told nothing more", () => {
    const { desk, cards } = smallPlan();
    const projection = new PlanProjection(desk.document);
    const before = projection.records;
    projection.destroy();
    desk.do(renameObjective, { objectiveId: cards[0], title: "new" });
    expect(projection.records).toBe(before);
  });

  it("DOC-14: a withdrawal counts before and after its check-in arrives, and only by its author", () => {
    const { desk, cards } = smallPlan();
    const checkInId = desk.do(recordCheckIn, { objectiveId: cards[0], status: "done" });
    desk.do(withdrawCheckIn, { checkInId });
    const entries = [...desk.document.roots.checkIns.entries()].toReversed();
    const document = planDocument(newYDoc());
    const projection = new PlanProjection(document);
    for (const [key, value] of entries) document.roots.checkIns.set(key, value);
    expect(projection.records.checkIns.get(checkInId)?.withdrawnAt).toBe(desk.now);
    const [withdrawal] = [...projection.records.withdrawals.values()];
    document.roots.checkIns.set(withdrawal?.id ?? "", { of: checkInId, at: 1, by: "somebodyElse" });
    expect(projection.records.checkIns.get(checkInId)?.withdrawnAt).toBeNull();
  });
});
