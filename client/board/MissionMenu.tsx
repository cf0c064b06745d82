import { Archive, ArrowLeft, ArrowRight, CalendarClock, ChevronsDownUp, ChevronsUpDown } from "lucide-react";

import { archiveMission, moveMission } from "#shared/commands/missions.ts";
import { rhythmInWords } from "#shared/commands/summaryWords.ts";
import type { MissionId } from "#shared/model/id.ts";
import { missionsInOrder, objectivesOf } from "#shared/queries/board.ts";

import { useMission, useRecords } from "../plan/usePlan.ts";
import { PopupMenu } from "../ui/PopupMenu.tsx";
import { PopupMenuItem } from "../ui/PopupMenuItem.tsx";
import { foldStatements } from "../view/foldedStatements.ts";
import { focusSoon } from "../view/passFocus.ts";
import { closePopup, openPopup } from "../view/popupStore.ts";
import { shownTitle } from "../view/shownTitle.ts";
import { useRun } from "../view/useRun.ts";
import { menuBeside } from "./boardElements.ts";

interface MissionMenuProps {
  readonly missionId: MissionId;
  readonly anchor: Element;
}

/** What can be done with a whole column, and with all of them. */
export function MissionMenu({ missionId, anchor }: MissionMenuProps) {
  const run = useRun();
  const mission = useMission(missionId);
  const missions = useRecords(missionsInOrder);
  const cards = useRecords((records) => objectivesOf(records, missionId)).length;
  const ofPlan = useRecords((records) => records.plan.cadenceDays);
  if (!mission) return null;
  const cadenceDays = mission.cadenceDays ?? ofPlan;
  const at = missions.indexOf(mission);
  const move = (before: MissionId | null): void => {
    closePopup();
    run(moveMission, { missionId, before }, "offerUndo");
  };
  const archive = (): void => {
    closePopup();
    const beside = menuBeside(missionId);
    if (run(archiveMission, { missionId }, "offerUndo") !== undefined) focusSoon(() => beside);
  };
  const foldAll = (folded: boolean): void => {
    closePopup();
    foldStatements(
      missions.map(({ id }) => id),
      folded,
    );
  };
  return (
    <PopupMenu
      anchor={anchor}
      label={`“${mission.title}”`}
      heading={shownTitle("mission", mission.title)}
      onClose={closePopup}
    >
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
      <PopupMenuItem
        icon={<CalendarClock />}
        word={`Check in ${rhythmInWords(cadenceDays)} …`}
        // The menu closes what is open once it has done this.
        onAction={() => requestAnimationFrame(() => openPopup({ kind: "rhythm", missionId, anchor }))}
      />
      <PopupMenuItem icon={<ChevronsDownUp />} word="Hide all statements" onAction={() => foldAll(true)} />
      <PopupMenuItem icon={<ChevronsUpDown />} word="Show all statements" onAction={() => foldAll(false)} />
      <PopupMenuItem icon={<Archive />} word={archiveInWords(cards)} onAction={archive} />
    </PopupMenu>
  );
}

/** Says beforehand what happens to the cards. */
function archiveInWords(cards: number): string {
  if (cards === 0) return "Archive";
  return cards === 1 ? "Archive; its objective goes to the tray" : `Archive; its ${cards} objectives go to the tray`;
}
