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

/** What the plans are called on the command line, and what they are made from. */
const KINDS: Readonly<
  Record<string, { readonly name: string; readonly body: () => unknown; readonly openOnly?: true }>
> = {
  example: { name: EXAMPLE, body: () => ({ template: "example" }) },
  "5-years": {
    name: FIVE_YEAR_PLAN,
    body: () => planFileOf({ missions: 5, objectives: 25, checkIns: FIVE_YEARS }),
    openOnly: true,
  },
  ...Object.fromEntries(
    [50, 500, 2_000, 5_000].map((objectives) => [
      String(objectives),
      {
        name: `${objectives.toLocaleString("en-GB")} cards`,
        body: () => planFileOf({ missions: 5, objectives }),
      },
    ]),
  ),
};

/** Makes the plans to measure, those asked for or all: the example, four sizes, and one with five years of weekly check-ins. */
export async function makeMeasuredPlans(server: string, asked: readonly string[]): Promise<readonly MeasuredPlan[]> {
  const plans: MeasuredPlan[] = [];
  for (const kind of asked.length === 0 ? Object.keys(KINDS) : asked) {
    const known = KINDS[kind];
    if (!known) throw new Error(`There is no plan “${kind}”. Say some of: ${Object.keys(KINDS).join(", ")}.`);
    const { status, text, json } = await ask(`${server}/api/plans`, { body: known.body() });
    const planId = status < 300 ? parseCreatedPlan(json()) : undefined;
    if (planId === undefined) throw new Error(`The plan “${known.name}” was not made: ${status} ${text}`);
    plans.push({ name: known.name, planId, openOnly: known.openOnly ?? false });
  }
  return plans;
}
