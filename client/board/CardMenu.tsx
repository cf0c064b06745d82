import {
  Archive,
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  ChevronRight,
  CircleCheck,
  PanelRight,
} from "lucide-react";
import { Header } from "react-aria-components/Header";
import { Menu, MenuItem, MenuSection, SubmenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";

import { archiveObjective, moveObjective } from "#shared/commands/objectives.ts";
import type { MissionId, ObjectiveId } from "#shared/model/id.ts";
import { missionsInOrder, objectivesOf } from "#shared/queries/board.ts";

import { useCan, useObjective, usePlanSession, useRecords } from "../plan/usePlan.ts";
import { PopupMenu } from "../ui/PopupMenu.tsx";
import { PopupMenuItem } from "../ui/PopupMenuItem.tsx";
import { closePopup, openPopup } from "../view/popupStore.ts";
import { navigate, objectivePath } from "../view/route.ts";
import { useRun } from "../view/useRun.ts";
import { cardCheckInId, focusCardHandle } from "./cardIds.ts";

/** How many cards of a mission are offered as "Before …". */
const MOST_PLACES = 40;

interface CardMenuProps {
  readonly objectiveId: ObjectiveId;
  readonly anchor: Element;
}

/** Everything that can be done with a card; every place that it can be dragged to can be chosen here. */
export function CardMenu({ objectiveId, anchor }: CardMenuProps) {
  const session = usePlanSession();
  const run = useRun();
  const objective = useObjective(objectiveId);
  const editable = useCan("editObjectives");
  const missions = useRecords(missionsInOrder);
  const placedIn = objective?.placement.missionId;
  const here = useRecords((records) => (placedIn === undefined ? NONE : objectivesOf(records, placedIn)));
  if (!objective) return null;

  const at = here.indexOf(objective);
  const move = (missionId: MissionId, before: ObjectiveId | null): void => {
    closePopup();
    run(moveObjective, { objectiveId, missionId, before }, "offerUndo");
    focusCardHandle(objectiveId);
  };
  const moveHere = (before: ObjectiveId | null): void => move(objective.placement.missionId, before);
  const archive = (): void => {
    closePopup();
    run(archiveObjective, { objectiveId }, "offerUndo");
  };
  const checkIn = (): void => {
    const button = document.getElementById(cardCheckInId(objectiveId));
    if (button) openPopup({ kind: "checkIn", objectiveId, anchor: button });
  };

  return (
    <PopupMenu anchor={anchor} label={`“${objective.title}”`} onClose={closePopup}>
      <PopupMenuItem
        icon={<PanelRight />}
        word="Open"
        onAction={() => navigate(objectivePath(session.planId, objectiveId))}
      />
      <PopupMenuItem icon={<CircleCheck />} word="Check in…" onAction={checkIn} />
      {editable && <PopupMenuItem icon={<Archive />} word="Archive" onAction={archive} />}
      {editable && at >= 0 && (
        <MenuSection>
          <Header className="menu__heading">Move</Header>
          <PopupMenuItem
            icon={<ArrowUp />}
            word="Up"
            isDisabled={at === 0}
            onAction={() => moveHere(here[at - 1]?.id ?? null)}
          />
          <PopupMenuItem
            icon={<ArrowDown />}
            word="Down"
            isDisabled={at === here.length - 1}
            onAction={() => moveHere(here[at + 2]?.id ?? null)}
          />
          <PopupMenuItem
            icon={<ArrowUpToLine />}
            word="To the top"
            isDisabled={at === 0}
            onAction={() => moveHere(here[0]?.id ?? null)}
          />
          <PopupMenuItem
            icon={<ArrowDownToLine />}
            word="To the end"
            isDisabled={at === here.length - 1}
            onAction={() => moveHere(null)}
          />
        </MenuSection>
      )}
      {editable && (
        <MenuSection>
          <Header className="menu__heading">Move to…</Header>
          {missions.map((mission) => (
            <SubmenuTrigger key={mission.id}>
              <MenuItem className="menu__item" textValue={mission.title}>
                {mission.title}
                <ChevronRight className="icon menu__end" aria-hidden="true" />
              </MenuItem>
              <Popover className="popover">
                <Places
                  missionId={mission.id}
                  objectiveId={objectiveId}
                  onChoose={(before) => move(mission.id, before)}
                />
              </Popover>
            </SubmenuTrigger>
          ))}
        </MenuSection>
      )}
    </PopupMenu>
  );
}

const NONE: readonly never[] = [];

interface PlacesProps {
  readonly missionId: MissionId;
  readonly objectiveId: ObjectiveId;
  readonly onChoose: (before: ObjectiveId | null) => void;
}

function Places({ missionId, objectiveId, onChoose }: PlacesProps) {
  const cards = useRecords((records) => objectivesOf(records, missionId)).filter((card) => card.id !== objectiveId);
  return (
    <Menu className="menu" aria-label="Place">
      <PopupMenuItem icon={<ArrowUpToLine />} word="At the top" onAction={() => onChoose(cards[0]?.id ?? null)} />
      <PopupMenuItem icon={<ArrowDownToLine />} word="At the end" onAction={() => onChoose(null)} />
      {cards.slice(1, MOST_PLACES).map((card) => (
        <MenuItem key={card.id} className="menu__item" onAction={() => onChoose(card.id)}>
          Before “{card.title}”
        </MenuItem>
      ))}
    </Menu>
  );
}
