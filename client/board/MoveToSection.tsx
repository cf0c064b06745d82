import { ArrowDownToLine, ArrowUpToLine, ChevronRight } from "lucide-react";
import { Header } from "react-aria-components/Header";
import { Menu, MenuItem, MenuSection, SubmenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";

import type { MissionId, ObjectiveId } from "#shared/model/id.ts";
import { missionsInOrder, objectivesOf } from "#shared/queries/board.ts";

import { useRecords } from "../plan/usePlan.ts";
import { PopupMenuItem } from "../ui/PopupMenuItem.tsx";
import type { DropTarget } from "../view/dragStore.ts";
import { shownTitle } from "../view/shownTitle.ts";

/** How many cards of a mission are offered as "Before …". */
const MOST_PLACES = 40;

interface MoveToSectionProps {
  readonly movedIds: readonly ObjectiveId[];
  readonly onChoose: (target: DropTarget) => void;
}

/** Every place to which cards can be moved: missions, and in each its gaps. */
export function MoveToSection({ movedIds, onChoose }: MoveToSectionProps) {
  const missions = useRecords(missionsInOrder);
  return (
    <MenuSection>
      <Header className="menu__heading">Move to…</Header>
      {missions.map((mission) => (
        <SubmenuTrigger key={mission.id}>
          <MenuItem className="menu__item" textValue={mission.title}>
            {mission.title}
            <ChevronRight className="icon menu__end" aria-hidden="true" />
          </MenuItem>
          <Popover className="popover popover--low">
            <Places
              missionId={mission.id}
              title={shownTitle("mission", mission.title)}
              movedIds={movedIds}
              onChoose={(before) => onChoose({ missionId: mission.id, before })}
            />
          </Popover>
        </SubmenuTrigger>
      ))}
    </MenuSection>
  );
}

interface PlacesProps {
  readonly missionId: MissionId;
  readonly title: string;
  readonly movedIds: readonly ObjectiveId[];
  readonly onChoose: (before: ObjectiveId | null) => void;
}

function Places({ missionId, title, movedIds, onChoose }: PlacesProps) {
  const cards = useRecords((records) => objectivesOf(records, missionId)).filter((card) => !movedIds.includes(card.id));
  return (
    <Menu className="menu" aria-label={`Place in ${title}`}>
      <MenuSection>
        {/* On a phone this menu lies over the one with the missions. */}
        <Header className="menu__heading">{title}</Header>
        <PopupMenuItem icon={<ArrowUpToLine />} word="At the top" onAction={() => onChoose(cards[0]?.id ?? null)} />
        <PopupMenuItem icon={<ArrowDownToLine />} word="At the end" onAction={() => onChoose(null)} />
        {cards.slice(1, MOST_PLACES).map((card) => (
          <MenuItem key={card.id} className="menu__item" onAction={() => onChoose(card.id)}>
            Before “{card.title}”
          </MenuItem>
        ))}
      </MenuSection>
    </Menu>
  );
}
