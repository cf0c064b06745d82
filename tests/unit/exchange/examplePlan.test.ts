import { describe, expect, it } from "vitest";

import source from "#server/http/examplePlan/source.json" with { type: "json" };
import { examplePlan } from "#server/http/examplePlan/examplePlan.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { writePlan } from "#shared/document/writePlan.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { missionsInOrder, objectivesOf } from "#shared/queries/board.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";

const DAY = 86_400_000;
const AS_OF = Date.parse(source.asOf);

function example(now: number): PlanRecords {
  const document = planDocument(newYDoc());
  writePlan(document, examplePlan(now));
  const { records, problems } = readPlan(document);
  expect(problems).toEqual([]);
  return records;
}

describe("the example plan", () => {
  it("EXC-8: on every day of a year it is as of the last seven days, with nothing in the future", () => {
    for (let day = 0; day < 366; day += 1) {
      const now = Date.UTC(2027, 11, 1) + day * DAY + 3_600_000;
      const records = example(now);
      const times = [...records.checkIns.values()].map(({ at }) => at);
      const latest = Math.max(...times);
      expect(latest).toBeLessThanOrEqual(now);
      // The last check-in of the source is no older than its asOf by more than this.
      expect(now - latest).toBeLessThan(9 * DAY);
    }
  });

  it("EXC-8: dates move by whole weeks, due dates too", () => {
    const records = example(Date.UTC(2026, 10, 22, 12));
    const dues = [...records.objectives.values()].map(({ due }) => Date.parse(due ?? ""));
    const sources = source.objectives.map(({ due }) => Date.parse(due));
    const weeks = sources.map((time, at) => ((dues[at] ?? 0) - time) / (7 * DAY));
    expect(new Set(weeks).size).toBe(1);
    expect(Number.isInteger(weeks[0])).toBe(true);
    expect(Date.UTC(2026, 10, 22) - (AS_OF + (weeks[0] ?? 0) * 7 * DAY)).toBeLessThan(7 * DAY);
  });

  it("EXC-8: missions, cards, owners and progress are those of the source", () => {
    const records = example(Date.now());
    const missions = missionsInOrder(records);
    expect(missions.map(({ title }) => title)).toEqual(source.missions.map(({ title }) => title));
    for (const [at, mission] of missions.entries()) {
      const given = source.objectives.filter((objective) => objective.mission === source.missions[at]?.id);
      const shown = objectivesOf(records, mission.id);
      expect(shown.map(({ title }) => title)).toEqual(given.map(({ title }) => title));
      for (const [index, objective] of shown.entries()) {
        const { checkIn, keyResults } = given[index]!;
        const state = objectiveState(records, objective.id);
        expect(state.status).toBe(checkIn?.status ?? "notStarted");
        expect(state.lastCheckIn?.note ?? null).toBe(checkIn?.note ?? null);
        if (keyResults.length === 0 && checkIn && "progress" in checkIn) expect(state.progress).toBe(checkIn.progress);
        if (checkIn) expect([...state.values.values()]).toEqual(keyResults.map(({ current }) => current));
      }
    }
  });

  it("EXC-8: each example has ids of its own", () => {
    const ids = [examplePlan(0), examplePlan(0)].flatMap((plan) => [
      ...plan.missions.keys(),
      ...plan.objectives.keys(),
    ]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
