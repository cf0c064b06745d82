import { AboutPlan } from "./AboutPlan.tsx";
import { PlanFate } from "./PlanFate.tsx";
import { TakeCopy } from "./TakeCopy.tsx";
import "./planSettings.css";

/** What a plan is called and for, how often it asks, a copy of it, and what becomes of it. */
export function SettingsPage({ isOwner }: { readonly isOwner: boolean }) {
  return (
    <>
      <AboutPlan />
      <TakeCopy />
      {isOwner ? <PlanFate /> : <p className="page__hint">Only owners of the plan archive or delete it.</p>}
    </>
  );
}
