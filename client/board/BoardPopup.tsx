import { lazy, Suspense } from "react";

import { usePopup } from "../view/popupStore.ts";

const CardMenu = lazy(async () => ({ default: (await import("./CardMenu.tsx")).CardMenu }));
const MissionMenu = lazy(async () => ({ default: (await import("./MissionMenu.tsx")).MissionMenu }));
const SelectionMenu = lazy(async () => ({ default: (await import("./SelectionMenu.tsx")).SelectionMenu }));
const CheckInLine = lazy(async () => ({ default: (await import("../checkIn/CheckInLine.tsx")).CheckInLine }));
const CheckInPopover = lazy(async () => ({ default: (await import("../checkIn/CheckInPopover.tsx")).CheckInPopover }));
const MissionProgressPopover = lazy(async () => ({
  default: (await import("../freshness/MissionProgressPopover.tsx")).MissionProgressPopover,
}));
const RhythmPopover = lazy(async () => ({ default: (await import("../freshness/RhythmPopover.tsx")).RhythmPopover }));

/** The one menu or form that is open beside a card or a column. Its code is fetched when the page has nothing to do. */
export function BoardPopup() {
  const popup = usePopup();
  if (!popup) return null;
  return (
    <Suspense fallback={null}>
      {popup.kind === "menu" && <CardMenu objectiveId={popup.objectiveId} anchor={popup.anchor} />}
      {popup.kind === "mission" && <MissionMenu missionId={popup.missionId} anchor={popup.anchor} />}
      {popup.kind === "missionProgress" && <MissionProgressPopover missionId={popup.missionId} anchor={popup.anchor} />}
      {popup.kind === "rhythm" && <RhythmPopover missionId={popup.missionId} anchor={popup.anchor} />}
      {popup.kind === "selection" && <SelectionMenu anchor={popup.anchor} />}
      {popup.kind === "line" && <CheckInLine objectiveId={popup.objectiveId} anchor={popup.anchor} />}
      {popup.kind === "checkIn" && (
        <CheckInPopover objectiveId={popup.objectiveId} anchor={popup.anchor} correct={popup.correct ?? false} />
      )}
    </Suspense>
  );
}
