import type { PlanId } from "#shared/model/id.ts";

export function nameOf(planId: PlanId, title: string): string {
  return title === "" ? `Plan ${planId}` : `Plan ${planId} (${title})`;
}

export function counted(plans: number): string {
  return plans === 1 ? "1 plan" : `${plans} plans`;
}
