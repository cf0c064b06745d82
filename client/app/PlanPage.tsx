import { useCallback } from "react";

import { ActivityPage } from "../activity/ActivityPage.tsx";
import { findPlan } from "../api/plans.ts";
import { useAnswer } from "../api/useAnswer.ts";
import { PeoplePage } from "../members/PeoplePage.tsx";
import { SettingsPage } from "../planSettings/SettingsPage.tsx";
import { usePlanSession, usePlanState } from "../plan/usePlan.ts";
import { Answered } from "../ui/Answered.tsx";
import "../ui/page.css";
import type { PlanPageName } from "../view/route.ts";
import "./planPage.css";
import { PlanPageLinks } from "./PlanPageLinks.tsx";
import { PLAN_PAGE_TITLES } from "./planPageTitles.ts";

/** A page about the plan that is open: its people, its settings, or what was done in it. */
export function PlanPage({ page }: { readonly page: PlanPageName }) {
  const { planId } = usePlanSession();
  // What the plan's owners gave me, and whether it is archived, changes with what the connection says I am.
  const role = usePlanState((state) => state.role);
  const load = useCallback((signal: AbortSignal) => findPlan(planId, signal), [planId]);
  const { answer, reload } = useAnswer(load, role);
  return (
    <div className="plan-page">
      <div className="plan-page__content">
        <header className="plan-page__header">
          <h2 className="page__title">{PLAN_PAGE_TITLES[page]}</h2>
          <PlanPageLinks page={page} isOwner={answer.kind === "known" && answer.value.role === "owner"} />
        </header>
        <Answered answer={answer} what="the plan" onRetry={reload}>
          {(plan) => {
            switch (page) {
              case "people":
                return <PeoplePage plan={plan} />;
              case "settings":
                return <SettingsPage plan={plan} onChanged={reload} />;
              case "activity":
                return <ActivityPage plan={plan} />;
            }
          }}
        </Answered>
      </div>
    </div>
  );
}
