import { countedByKind, inspectPlan } from "#shared/document/integrity.ts";
import { migratePlan } from "#shared/document/migrations.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import { repairPlan } from "#shared/document/repair.ts";
import type { PlanId } from "#shared/model/id.ts";
import type { Log } from "../log.ts";

interface KeepUpOptions {
  readonly planId: PlanId;
  readonly log: Log;
  readonly clock: () => number;
}

/**
 * Brings a plan to the present layout, and repairs what others than our own commands have written. The log says of what
 * kind that was; never what it says.
 */
export function keepUp(document: PlanDocument, { planId, log, clock }: KeepUpOptions): void {
  migratePlan(document, clock());
  const problems = inspectPlan(document);
  if (problems.length === 0) return;
  log.warn(
    { planId, kinds: countedByKind(problems) },
    "The plan holds what no command writes; what can be repaired is.",
  );
  repairPlan(document);
}
