import type { PlanId } from "#shared/model/id.ts";

/** Under which name this device remembers that it keeps a plan, and where. */
export function keptPlanName(planId: PlanId): string {
  return `waymark.plan.${planId}`;
}
