import { whenAtRest } from "./whenAtRest.ts";

/**
 * Fetches the parts that are shown later once the page has nothing else to do: they open at once then, also without a
 * connection, and also after a newer Waymark has replaced the files of this one on the server.
 */
export function fetchAhead(): () => void {
  const fetchAll = (): void => {
    const parts = [
      import("../account/AccountScreen.tsx"),
      import("../board/CardMenu.tsx"),
      import("../board/MissionMenu.tsx"),
      import("../board/SelectionMenu.tsx"),
      import("../checkIn/CheckInLine.tsx"),
      import("../checkIn/CheckInPopover.tsx"),
      import("../entry/SignInAgainDialog.tsx"),
      import("../entry/SignInScreen.tsx"),
      import("../freshness/MissionProgressPopover.tsx"),
      import("../freshness/RhythmPopover.tsx"),
      import("../history/HistorySection.tsx"),
      import("../myUpdates/MyUpdates.tsx"),
      import("../objective/ObjectivePanel.tsx"),
      import("../objective/DueField.tsx"),
      import("../objective/MarkdownText.tsx"),
      import("../people/YouAreDialog.tsx"),
      import("./KeyListDialog.tsx"),
      import("./PlanMenu.tsx"),
      import("./PlanPage.tsx"),
    ];
    // Without a connection there is nothing to fetch; whoever opens such a part is told then.
    for (const part of parts) part.catch(() => undefined);
  };
  return whenAtRest(fetchAll);
}
