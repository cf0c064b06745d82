import { Archive, ArrowLeft, ArrowRight } from "lucide-react";

import { archiveMission, moveMission } from "#shared/commands/missions.ts";
import type { MissionId } from "#shared/model/id.ts";
import { missionsInOrder } from "#shared/queries/board.ts";

import { useMission, useRecords } from "../plan/usePlan.ts";
import { PopupMenu } from "../ui/PopupMenu.tsx";
import { PopupMenuItem } from "../ui/PopupMenuItem.tsx";
import { closePopup } from "../view/popupStore.ts";
import { useRun } from "../view/useRun.ts";

interface MissionMenuProps {
  readonly missionId: MissionId;
  readonly anchor: Element;
}

/** What can be done with a whole column. */
export function MissionMenu({ missionId, anchor }: MissionMenuProps) {
  const run = useRun();
  const mission = useMission(missionId);
  const missions = useRecords(missionsInOrder);
  if (!mission) return null;
  const at = missions.indexOf(mission);
  const move = (before: MissionId | null): void => {
    closePopup();
    run(moveMission, { missionId, before }, "offerUndo");
  };
  const archive = (): void => {
    closePopup();
    run(archiveMission, { missionId }, "offerUndo");
  };
  return (
    <PopupMenu anchor={anchor} label={`“${mission.title}”`} onClose={closePopup}>
      <PopupMenuItem
        icon={<ArrowLeft />}
        word="Move left"
        isDisabled={at <= 0}
        onAction={() => move(missions[at - 1]?.id ?? null)}
      />
      <PopupMenuItem
        icon={<ArrowRight />}
        word="Move right"
        isDisabled={at === missions.length - 1}
        onAction={() => move(missions[at + 2]?.id ?? null)}
      />
      <PopupMenuItem icon={<Archive />} word="Archive; its objectives go to the tray" onAction={archive} />
    </PopupMenu>
  );
}
