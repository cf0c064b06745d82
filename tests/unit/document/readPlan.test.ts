import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { recordCheckIn, withdrawCheckIn } from "#shared/commands/checkIns.ts";
import { moveObjective, renameObjective } from "#shared/commands/objectives.ts";
import { inspectPlan } from "#shared/document/integrity.ts";
import { newYDoc, planDocument, sharedText } from "#shared/document/planDocument.ts";
import { PlanProjection, readPlan } from "#shared/document/planProjection.ts";
import { repairPlan } from "#shared/document/repair.ts";
import { limits } from "#shared/model/limits.ts";
import { parseSortKey } from "#shared/model/placement.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { STATUSES } from "#shared/model/status.ts";
import { columns, tray } from "#shared/queries/board.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";
import { personOf } from "#shared/queries/people.ts";
import { staleness } from "#shared/queries/staleness.ts";
import { smallPlan } from "#tests/support/factories.ts";
import { oddWrites, stored } from "#tests/support/oddDocument.ts";

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
      fc.property(oddWrites, (list) => {
        const document = planDocument(newYDoc());
        const projection = new PlanProjection(document);
        for (const write of list) {
          write(document);
          expect(projection.records).toEqual(readPlan(document).records);
        }
        expectValid(projection.records);
        const copy = stored(document);
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
