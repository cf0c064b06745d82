import { fetchedPart } from "../ui/fetchedPart.tsx";
import { Part } from "../ui/Part.tsx";
import { closePopup, usePopup } from "../view/popupStore.ts";

const CardMenu = fetchedPart(async () => (await import("./CardMenu.tsx")).CardMenu);
const MissionMenu = fetchedPart(async () => (await import("./MissionMenu.tsx")).MissionMenu);
const SelectionMenu = fetchedPart(async () => (await import("./SelectionMenu.tsx")).SelectionMenu);
const CheckInLine = fetchedPart(async () => (await import("../checkIn/CheckInLine.tsx")).CheckInLine);
const CheckInPopover = fetchedPart(async () => (await import("../checkIn/CheckInPopover.tsx")).CheckInPopover);
const MissionProgressPopover = fetchedPart(
  async () => (await import("../freshness/MissionProgressPopover.tsx")).MissionProgressPopover,
);
const RhythmPopover = fetchedPart(async () => (await import("../freshness/RhythmPopover.tsx")).RhythmPopover);

/** The one menu or form that is open beside a card or a column. Its code is fetched when the page has nothing to do. */
export function BoardPopup() {
  const popup = usePopup();
  if (!popup) return null;
  return (
    <Part onMissing={closePopup}>
      {popup.kind === "menu" && <CardMenu objectiveId={popup.objectiveId} anchor={popup.anchor} />}
      {popup.kind === "mission" && <MissionMenu missionId={popup.missionId} anchor={popup.anchor} />}
      {popup.kind === "missionProgress" && <MissionProgressPopover missionId={popup.missionId} anchor={popup.anchor} />}
      {popup.kind === "rhythm" && <RhythmPopover missionId={popup.missionId} anchor={popup.anchor} />}
      {popup.kind === "selection" && <SelectionMenu anchor={popup.anchor} />}
      {popup.kind === "line" && <CheckInLine objectiveId={popup.objectiveId} anchor={popup.anchor} />}
      {popup.kind === "checkIn" && (
        <CheckInPopover objectiveId={popup.objectiveId} anchor={popup.anchor} correct={popup.correct ?? false} />
      )}
    </Part>
  );
}
