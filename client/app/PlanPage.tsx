import { ActivityPage } from "../activity/ActivityPage.tsx";
import { PeoplePage } from "../members/PeoplePage.tsx";
import { SettingsPage } from "../planSettings/SettingsPage.tsx";
import { useMembership } from "../plan/usePlan.ts";
import "../ui/page.css";
import type { PlanPageName } from "../view/route.ts";
import "./planPage.css";
import { PlanPageLinks } from "./PlanPageLinks.tsx";
import { PLAN_PAGE_TITLES } from "./planPageTitles.ts";

const PAGES = { people: PeoplePage, settings: SettingsPage, activity: ActivityPage } as const;

/** A page about the plan that is open: its people, its settings, or what was done in it. */
export function PlanPage({ page }: { readonly page: PlanPageName }) {
  const isOwner = useMembership().given === "owner";
  const Page = PAGES[page];
  return (
    <div className="plan-page">
      <div className="plan-page__content">
        <header className="plan-page__header">
          <h2 className="page__title">{PLAN_PAGE_TITLES[page]}</h2>
          <PlanPageLinks page={page} isOwner={isOwner} />
        </header>
        <Page isOwner={isOwner} />
      </div>
    </div>
  );
}
