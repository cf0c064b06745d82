import { sortKeysBetween } from "#shared/document/sortKey.ts";
import { newId } from "#shared/model/id.ts";
import { STATUSES } from "#shared/model/status.ts";
import { PLAN_FILE_VERSION } from "#shared/exchange/planFile.ts";
import type { PlanFile } from "#shared/exchange/planFile.ts";

export interface PlanSize {
  readonly missions: number;
  readonly objectives: number;
  /** Check-ins per objective, weekly, the last one today; 1 unless given. */
  readonly checkIns?: number;
}

const WEEK = 7 * 24 * 3_600_000;

/** A plan file of the given size, with owners, dates, notes and check-ins like a real plan's. */
export function planFileOf({ missions, objectives, checkIns = 1 }: PlanSize): PlanFile {
  const now = Date.now();
  const owner = newId();
  const stamp = { by: owner, at: now - 60 * WEEK };
  const missionKeys = sortKeysBetween(null, null, missions);
  const missionRecords = missionKeys.map((sortKey, nth) => ({
    id: newId(),
    title: `Mission ${nth + 1}`,
    statement: "Why this group of objectives exists.",
    placement: { sortKey, ...stamp },
    cadenceDays: null,
    created: stamp,
    archived: null,
  }));
  const cardKeys = sortKeysBetween(null, null, objectives);
  const objectiveRecords = cardKeys.map((sortKey, nth) => ({
    id: newId(),
    title: `Objective ${nth + 1} of a plan that has a great many of them`,
    notes: "",
    placement: { missionId: missionRecords[nth % missions]?.id ?? "", sortKey, ...stamp },
    ownerId: owner,
    due: "2030-03-31",
    links: [],
    created: stamp,
    archived: null,
  }));
  return {
    waymark: PLAN_FILE_VERSION,
    plan: { title: "A large plan", purpose: "", cadenceDays: 14, created: stamp },
    missions: missionRecords,
    objectives: objectiveRecords,
    keyResults: [],
    people: [{ id: owner, name: "Head of Everything", mergedInto: null, created: stamp, archived: null }],
    checkIns: objectiveRecords.flatMap(({ id: objectiveId }, nth) => {
      const ids = Array.from({ length: checkIns }, () => newId());
      return ids.map((id, week) => ({
        id,
        objectiveId,
        at: now - (checkIns - 1 - week) * WEEK,
        by: owner,
        status: STATUSES[(nth + week) % STATUSES.length],
        progress: (nth * 7 + week) % 101,
        note: `What was said in week ${week + 1}.`,
        ...(week > 0 && { after: [ids[week - 1]] }),
      }));
    }),
    withdrawals: [],
  };
}
