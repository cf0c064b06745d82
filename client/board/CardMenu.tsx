import {
  Archive,
  ArrowDown,
  ArrowDownToLine,
  ArrowUp,
  ArrowUpToLine,
  Check,
  CircleCheck,
  Link2,
  PanelRight,
  PencilLine,
} from "lucide-react";
import { Header } from "react-aria-components/Header";
import { MenuSection } from "react-aria-components/Menu";

import { archiveObjective, moveObjective } from "#shared/commands/objectives.ts";
import type { MissionId, ObjectiveId } from "#shared/model/id.ts";
import { objectivesOf } from "#shared/queries/board.ts";
import { lastOwnCheckIn } from "#shared/queries/ownCheckIn.ts";

import { useStillRight } from "../checkIn/useStillRight.ts";
import { useCan, useMayCheckIn, useObjective, usePersonId, usePlanSession, useRecords } from "../plan/usePlan.ts";
import { copyText } from "../ui/copyText.ts";
import { PopupMenu } from "../ui/PopupMenu.tsx";
import { PopupMenuItem } from "../ui/PopupMenuItem.tsx";
import { focusCard } from "../view/cardFocus.ts";
import { focusSoon } from "../view/passFocus.ts";
import { closePopup, openPopup } from "../view/popupStore.ts";
import { navigate, objectivePath } from "../view/route.ts";
import { shownTitle } from "../view/shownTitle.ts";
import { useRun } from "../view/useRun.ts";
import { cardBeside, focusBeside } from "./cardBeside.ts";
import { cardCheckInId, cardHandleId } from "./cardIds.ts";
import { MoveToSection } from "./MoveToSection.tsx";

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
  const stillRight = useStillRight();
  const mayCheckIn = useMayCheckIn(objectiveId);
  const personId = usePersonId();
  const own = useRecords((records) => personId !== null && lastOwnCheckIn(records, objectiveId, personId) !== null);
  const placedIn = objective?.placement.missionId;
  const here = useRecords((records) => (placedIn === undefined ? NONE : objectivesOf(records, placedIn)));
  if (!objective) return null;

  const at = here.indexOf(objective);
  const move = (missionId: MissionId, before: ObjectiveId | null): void => {
    closePopup();
    run(moveObjective, { objectiveId, missionId, before }, "offerUndo");
    // The menu gives focus back to where it was opened; after that it goes to where the card lies now.
    requestAnimationFrame(() => focusCard(objectiveId, "handle"));
  };
  const moveHere = (before: ObjectiveId | null): void => move(objective.placement.missionId, before);
  const archive = (): void => {
    closePopup();
    const beside = cardBeside([objectiveId]);
    if (run(archiveObjective, { objectiveId }, "offerUndo") === undefined) return;
    focusBeside(beside);
  };
  const checkIn = (correct: boolean): void => {
    const button = document.getElementById(cardCheckInId(objectiveId));
    if (button) openPopup({ kind: "checkIn", objectiveId, anchor: button, correct });
  };

  const close = (): void => {
    closePopup();
    // Where the card it was opened from has gone elsewhere, focus goes to it there.
    if (!anchor.isConnected) focusSoon(() => document.getElementById(cardHandleId(objectiveId)));
  };
  const copyLink = (): void => {
    const address = new URL(objectivePath(session.planId, objectiveId), window.location.href);
    void copyText(
      address.href,
      "Its link is copied. It opens for whoever belongs to this plan.",
      "Open the objective: its link is then the page’s address.",
    );
  };

  return (
    <PopupMenu
      anchor={anchor}
      label={`“${objective.title}”`}
      heading={shownTitle("objective", objective.title)}
      placement="right top"
      onClose={close}
    >
      <PopupMenuItem
        icon={<PanelRight />}
        word="Open"
        onAction={() => navigate(objectivePath(session.planId, objectiveId))}
      />
      <PopupMenuItem icon={<Link2 />} word="Copy link" onAction={copyLink} />
      {mayCheckIn && (
        <>
          <PopupMenuItem icon={<Check />} word="Still right" onAction={() => stillRight(objectiveId, anchor)} />
          <PopupMenuItem icon={<CircleCheck />} word="Check in…" onAction={() => checkIn(false)} />
          {own && (
            <PopupMenuItem icon={<PencilLine />} word="Correct your last check-in…" onAction={() => checkIn(true)} />
          )}
        </>
      )}
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
        <MoveToSection movedIds={[objectiveId]} onChoose={({ missionId, before }) => move(missionId, before)} />
      )}
      {editable && (
        <MenuSection className="menu__apart">
          <PopupMenuItem icon={<Archive />} word="Archive" onAction={archive} />
        </MenuSection>
      )}
    </PopupMenu>
  );
}

const NONE: readonly never[] = [];
