import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { missionAccent } from "#client/view/missionAccent.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { PlanProjection, readPlan } from "#shared/document/planProjection.ts";
import { transactUpkeep } from "#shared/document/upkeep.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { newId } from "#shared/model/id.ts";
import type { UserId } from "#shared/model/id.ts";
import { missionsInOrder } from "#shared/queries/board.ts";
import { contentOf, newPlan } from "#server/http/newPlan.ts";
import { NOON } from "#tests/support/factories.ts";
import { planFileOf } from "#tests/support/largePlan.ts";

/** The colours of the missions, from left to right. */
function coloursOf(records: PlanRecords): readonly number[] {
  return missionsInOrder(records).map(({ id }) => missionAccent(records, id));
}

describe("the colours of missions that were made at one time", () => {
  it("SCR-945: go by their order on the board when the plan was imported, and stay when one is moved", () => {
    const file = planFileOf({ missions: 12, objectives: 1 });
    const content = contentOf({ from: "planFile", file }, NOON);
    if (!content.ok) throw new Error("The file is not taken.");
    const doc = newYDoc(7);
    Y.applyUpdate(doc, newPlan(content.value, NOON, newId<UserId>()).state);
    const projection = new PlanProjection(planDocument(doc));
    const made = [0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3];
    expect(coloursOf(projection.records)).toEqual(made);
    const second = missionsInOrder(projection.records)[1];
    if (!second) throw new Error("There is no second mission.");
    transactUpkeep(planDocument(doc), "move a mission", (transaction) =>
      transaction.setAt(
        { root: "missions", id: second.id, field: "placement" },
        { sortKey: "zzz", by: null, at: NOON },
      ),
    );
    const moved = [...made.toSpliced(1, 1), 1];
    expect(coloursOf(projection.records)).toEqual(moved);
    const elsewhere = newYDoc(8);
    Y.applyUpdate(elsewhere, Y.encodeStateAsUpdate(doc));
    expect(coloursOf(readPlan(planDocument(elsewhere)).records)).toEqual(moved);
  });
});
