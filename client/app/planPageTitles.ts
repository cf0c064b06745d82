import type { PlanPageName } from "../view/route.ts";

/** What the pages about a plan are called, in the browser's tab, in menus and on themselves. */
export const PLAN_PAGE_TITLES: Readonly<Record<PlanPageName, string>> = {
  people: "People",
  settings: "Settings",
  activity: "Activity",
};
