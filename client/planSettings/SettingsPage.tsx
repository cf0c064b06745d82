import type { PlanListing } from "#shared/protocol/httpApi.ts";

import { AboutPlan } from "./AboutPlan.tsx";
import { PlanFate } from "./PlanFate.tsx";
import { TakeCopy } from "./TakeCopy.tsx";
import "./planSettings.css";

interface SettingsPageProps {
  readonly plan: PlanListing;
  readonly onChanged: () => Promise<void>;
}

/** What a plan is called and for, how often it asks, a copy of it, and what becomes of it. */
export function SettingsPage({ plan, onChanged }: SettingsPageProps) {
  return (
    <>
      <AboutPlan />
      <TakeCopy planId={plan.id} />
      <PlanFate plan={plan} onChanged={onChanged} />
    </>
  );
}
