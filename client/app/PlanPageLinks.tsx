import { usePlanSession } from "../plan/usePlan.ts";
import { followLink } from "../view/followLink.ts";
import { planPagePath } from "../view/route.ts";
import type { PlanPageName } from "../view/route.ts";
import { PLAN_PAGE_TITLES } from "./planPageTitles.ts";

interface PlanPageLinksProps {
  readonly page: PlanPageName;
  /** What was done is shown to owners only. */
  readonly isOwner: boolean;
}

/** From one page about the plan to the others. */
export function PlanPageLinks({ page, isOwner }: PlanPageLinksProps) {
  const { planId } = usePlanSession();
  const pages: readonly PlanPageName[] = isOwner ? ["people", "settings", "activity"] : ["people", "settings"];
  return (
    <nav className="plan-page-links" aria-label="About this plan">
      {pages.map((name) => {
        const path = planPagePath(planId, name);
        return (
          <a
            key={name}
            className="plan-page-links__link"
            href={path}
            aria-current={name === page ? "page" : undefined}
            onClick={(event) => followLink(event, path)}
          >
            {PLAN_PAGE_TITLES[name]}
          </a>
        );
      })}
    </nav>
  );
}
