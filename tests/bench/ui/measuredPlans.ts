import { ask } from "../../support/ask.ts";
import { planFileOf } from "../../support/largePlan.ts";
import type { PlanId } from "#shared/model/id.ts";
import { parseCreatedPlan } from "#shared/protocol/httpApi.ts";

export interface MeasuredPlan {
  /** As the table names it. */
  readonly name: string;
  readonly planId: PlanId;
  /** Only its opening is measured. */
  readonly openOnly: boolean;
}

const FIVE_YEARS = 260;

/** The names by which other files ask for a plan's figures. */
export const EXAMPLE = "example";
export const FIVE_YEAR_PLAN = "5 years";

/** Makes the plans to measure: the example, four sizes, and one with five years of weekly check-ins. */
export async function makeMeasuredPlans(server: string): Promise<readonly MeasuredPlan[]> {
  const make = async (name: string, body: unknown, openOnly = false): Promise<MeasuredPlan> => {
    const { status, text, json } = await ask(`${server}/api/plans`, { body });
    const planId = status < 300 ? parseCreatedPlan(json()) : undefined;
    if (planId === undefined) throw new Error(`The plan “${name}” was not made: ${status} ${text}`);
    return { name, planId, openOnly };
  };
  const plans = [
    await make(EXAMPLE, { template: "example" }),
    await make(FIVE_YEAR_PLAN, planFileOf({ missions: 5, objectives: 25, checkIns: FIVE_YEARS }), true),
  ];
  for (const objectives of [50, 500, 2_000, 5_000]) {
    plans.push(await make(`${objectives.toLocaleString("en-GB")} cards`, planFileOf({ missions: 5, objectives })));
  }
  return plans;
}
