import { whenAtRest } from "./whenAtRest.ts";

/**
 * Fetches the parts that are shown later once the page has nothing else to do: they open at once then, also without a
 * connection, and also after a newer Waymark has replaced the files of this one on the server.
 */
export function fetchAhead(): () => void {
  let calledOff = false;
  const fetchAll = async (): Promise<void> => {
    // One after another, as each takes its time to be read: all together would hold up whoever does something meanwhile.
    for (const fetchPart of PARTS) {
      if (calledOff) return;
      // Without a connection there is nothing to fetch; whoever opens such a part is told then.
      await fetchPart().catch(() => undefined);
    }
  };
  const callOff = whenAtRest(() => void fetchAll());
  return () => {
    calledOff = true;
    callOff();
  };
}

/** Those first that are opened most. */
const PARTS: readonly (() => Promise<unknown>)[] = [
  () => import("../checkIn/CheckInPopover.tsx"),
  () => import("../objective/ObjectivePanel.tsx"),
  () => import("../view/holdsAgain.ts"),
  () => import("../checkIn/CheckInLine.tsx"),
  () => import("../board/CardMenu.tsx"),
  () => import("../myUpdates/MyUpdates.tsx"),
  () => import("../history/HistorySection.tsx"),
  () => import("../objective/DueField.tsx"),
  () => import("../objective/MarkdownText.tsx"),
  () => import("../search/foundMarks.ts"),
  () => import("../board/MissionMenu.tsx"),
  () => import("../board/SelectionMenu.tsx"),
  () => import("./PlanMenu.tsx"),
  () => import("../freshness/MissionProgressPopover.tsx"),
  () => import("../freshness/RhythmPopover.tsx"),
  () => import("../people/YouAreDialog.tsx"),
  () => import("./PlanPage.tsx"),
  () => import("./PlansScreen.tsx"),
  () => import("./KeyListDialog.tsx"),
  () => import("../account/AccountScreen.tsx"),
  () => import("../entry/SignInAgainDialog.tsx"),
  () => import("../entry/SignInScreen.tsx"),
];
