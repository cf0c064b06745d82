import { SCHEMA_VERSION } from "#shared/document/layout.ts";
import { compareSortable, sortable } from "#shared/document/sortKey.ts";
import { writePlan } from "#shared/document/writePlan.ts";
import type { PlanContent } from "#shared/document/writePlan.ts";
import type { FileProblem } from "#shared/exchange/fileProblem.ts";
import { readPlanFile } from "#shared/exchange/planFile.ts";
import { newId } from "#shared/model/id.ts";
import type { PlanId, UserId } from "#shared/model/id.ts";
import { limits } from "#shared/model/limits.ts";
import { ok } from "#shared/model/result.ts";
import type { Result } from "#shared/model/result.ts";
import type { NewPlanRequest } from "#shared/protocol/httpApi.ts";

import type { NewPlan } from "../storage/planStorage.ts";
import { newPlanState } from "../sync/newPlanState.ts";
import { examplePlan } from "./examplePlan/examplePlan.ts";

/** What a plan that was asked for holds at first. Refused: what is wrong with the plan file. */
export function contentOf(request: NewPlanRequest, now: number): Result<PlanContent, readonly FileProblem[]> {
  switch (request.from) {
    case "example":
      return ok(examplePlan(now));
    case "empty":
      return ok(emptyPlan(request.title, now));
    case "planFile":
      return fromFile(request.file);
  }
}

/**
 * A file's missions lie in it by id: they are written into the plan as they stand on the board. Of those that were made
 * at one time the document's order is the only one that a later move does not change; colours go by it.
 */
function fromFile(file: unknown): Result<PlanContent, readonly FileProblem[]> {
  const read = readPlanFile(file);
  if (!read.ok) return read;
  const missions = [...read.value.missions.values()].sort((a, b) => compareSortable(sortable(a), sortable(b)));
  return ok({ ...read.value, missions: new Map(missions.map((mission) => [mission.id, mission])) });
}

/** A plan for storage, under a new id; the records in it keep theirs. */
export function newPlan(content: PlanContent, now: number, owner: UserId): NewPlan {
  const state = newPlanState((document) => writePlan(document, content));
  return { planId: newId<PlanId>(), epoch: newId(), title: content.plan.title, createdAt: now, state, owner };
}

function emptyPlan(title: string, now: number): PlanContent {
  const created = { by: null, at: now };
  const cadenceDays = limits.cadenceDays.usual;
  return {
    plan: { title, purpose: "", cadenceDays, schemaVersion: SCHEMA_VERSION, created },
    missions: new Map(),
    objectives: new Map(),
    keyResults: new Map(),
    people: new Map(),
    checkIns: new Map(),
    withdrawals: new Map(),
  };
}
