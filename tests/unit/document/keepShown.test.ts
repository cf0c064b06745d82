import { expect, it } from "vitest";

import { recordCheckIn, withdrawCheckIn } from "#shared/commands/checkIns.ts";
import { setOwner } from "#shared/commands/objectives.ts";
import { PlanProjection } from "#shared/document/planProjection.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";
import { readPresent } from "#shared/exchange/presentRecords.ts";
import { smallPlan } from "#tests/support/factories.ts";
import { presentOf } from "#tests/support/presentOf.ts";

it("SCR-751: of a plan that is read after it was shown, whatever says the same is what was shown", () => {
  const { desk, cards } = smallPlan();
  const [long, short, changed] = cards;
  for (const objectiveId of [long, long, short, changed]) {
    desk.now += 1;
    desk.do(recordCheckIn, { objectiveId, status: "onTrack" });
  }
  const shown = readPresent(presentOf(desk.records));
  const same = new PlanProjection(desk.document, shown).records;
  expect(same).toEqual(desk.records);
  for (const id of cards) expect(objectiveState(same, id)).toBe(objectiveState(shown, id));
  for (const part of ["plan", "missions", "objectives", "keyResults", "people", "withdrawals"] as const) {
    expect(same[part], part).toBe(shown[part]);
  }
  // Of this one only the end was shown.
  expect(same.histories.get(long)).toHaveLength(2);
  expect(same.histories.get(long)?.[1]).toBe(shown.histories.get(long)?.[0]);
  expect(same.histories.get(short)).toBe(shown.histories.get(short));

  const [{ id: said } = { id: undefined }] = desk.records.histories.get(short) ?? [];
  desk.do(withdrawCheckIn, { checkInId: said! });
  desk.do(setOwner, { objectiveId: changed, ownerId: desk.me });
  const later = new PlanProjection(desk.document, shown).records;
  expect(later).toEqual(desk.records);
  expect(later.objectives.get(long)).toBe(shown.objectives.get(long));
  expect(later.missions).toBe(shown.missions);
});
