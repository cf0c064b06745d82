import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

import { archivedObjectives, missionsInOrder, tray } from "#shared/queries/board.ts";

import { useRecords, useRecordsShallow } from "../plan/usePlan.ts";
import { NothingAnywhere } from "../search/NothingAnywhere.tsx";
import { useFoundMarks } from "../search/useFoundMarks.ts";
import { noteFocus } from "../view/cardFocus.ts";
import { endColumnDrag, useHeldColumn } from "../view/columnDragStore.ts";
import { endDrag, useDrag } from "../view/dragStore.ts";
import { missionAccent } from "../view/missionAccent.ts";
import { clearSelection } from "../view/selectionStore.ts";
import { AddMission } from "./AddMission.tsx";
import { BoardDrag } from "./BoardDrag.tsx";
import { BoardMotion } from "./BoardMotion.tsx";
import { BoardPopup } from "./BoardPopup.tsx";
import { closeGaps } from "./closeGaps.ts";
import { Column } from "./Column.tsx";
import { EmptyPlan } from "./EmptyPlan.tsx";
import { MissionTabs } from "./MissionTabs.tsx";
import { LiftBar } from "./LiftBar.tsx";
import { SelectionBar } from "./SelectionBar.tsx";
import { Spoken } from "./Spoken.tsx";
import { Tray } from "./Tray.tsx";
import { closeToStrip, openIntoView } from "./trayFocus.ts";
import { TrayStrip } from "./TrayStrip.tsx";
import { useArchivedMeanwhile } from "./useArchivedMeanwhile.ts";
import { useBarDrag } from "./useBarDrag.ts";
import { useBoardKeys } from "./useBoardKeys.ts";
import { useContestedCards } from "./useContestedCards.ts";
import { useShowFound } from "./useShowFound.ts";
import { useTrayMeanwhile } from "./useTrayMeanwhile.ts";
import { wallRoom } from "./wallRoom.ts";
import "./board.css";
import "./adding.css";
import "./card.css";
import "./missions.css";
import "./moving.css";
import "./wall.css";

/** Above this many cards only those in view are drawn. */
const DENSE = 150;
/** From this many missions on, the place to add another one is narrow. */
const MANY_MISSIONS = 4;

/** The plan as columns of cards. What the connection says, with every change made here, does not render it. */
export const Board = memo(function Board() {
  const board = useRef<HTMLDivElement>(null);
  const boardElement = useCallback(() => board.current, []);
  const missionIds = useRecordsShallow((records) => missionsInOrder(records).map((mission) => mission.id));
  const accents = useRecordsShallow((records) => missionsInOrder(records).map(({ id }) => missionAccent(records, id)));
  const sparse = useRecords((records) => records.objectives.size > DENSE);
  const room = useRecords(wallRoom);
  const hasLooseCards = useRecords((records) => tray(records).length > 0);
  const hasArchived = useRecords(
    (records) =>
      archivedObjectives(records).length > 0 || [...records.missions.values()].some((mission) => mission.archived),
  );
  const hasTray = hasArchived || hasLooseCards;
  const [trayOpened, setTrayOpened] = useState(false);
  // It was opened for what was in it then.
  if (trayOpened && !hasTray) setTrayOpened(false);
  const openTray = (): void => openIntoView(() => setTrayOpened(true));
  const closeTray = (): void => closeToStrip(() => setTrayOpened(false));
  const trayOpen = hasTray && (trayOpened || hasLooseCards || missionIds.length === 0);
  const columns = missionIds.length + (trayOpen ? 1 : 0);
  const dragging = useDrag((drag) => drag?.by === "pointer");
  const movingColumn = useHeldColumn((drag) => drag !== null);
  const keys = useBoardKeys();
  const bars = useBarDrag();
  useContestedCards();
  useArchivedMeanwhile();
  useTrayMeanwhile();
  useShowFound(boardElement);
  useFoundMarks(boardElement);
  useEffect(() => forgetGestures, []);
  const dragged = useRef(false);
  useLayoutEffect(() => {
    if (dragged.current && !dragging && board.current) closeGaps(board.current);
    dragged.current = dragging;
  }, [dragging]);
  if (missionIds.length === 0 && !hasTray) return <EmptyPlan />;
  return (
    <BoardDrag board={boardElement}>
      <div
        ref={board}
        className={dragging || movingColumn ? "board board--dragging" : "board"}
        style={{
          gridTemplateColumns: `repeat(${columns}, var(--column-track)) var(--last-track)`,
        }}
        data-testid="board"
        data-wall-room={sparse ? "none" : room}
        {...keys}
        {...bars}
      >
        {missionIds.map((missionId, at) => (
          <Column key={missionId} missionId={missionId} accent={accents[at] ?? 0} sparse={sparse} />
        ))}
        {trayOpen && <Tray sparse={sparse} onClose={hasLooseCards ? undefined : closeTray} />}
        <div className={missionIds.length >= MANY_MISSIONS ? "board__end board__end--narrow" : "board__end"}>
          <AddMission look={missionIds.length >= MANY_MISSIONS ? "narrow" : "wide"} />
          {hasTray && !trayOpen && <TrayStrip onOpen={openTray} />}
        </div>
      </div>
      <MissionTabs
        board={boardElement}
        missionIds={missionIds}
        accents={accents}
        onOpenTray={hasTray ? () => setTrayOpened(true) : undefined}
      />
      <NothingAnywhere onOpenTray={hasTray && !trayOpen ? openTray : undefined} />
      <SelectionBar />
      <LiftBar board={boardElement} />
      <BoardPopup />
      <BoardMotion board={boardElement} />
      <Spoken />
    </BoardDrag>
  );
});

/** What somebody holds, has chosen or was at belongs to the board that they have left. */
function forgetGestures(): void {
  endDrag();
  endColumnDrag();
  clearSelection();
  noteFocus(null);
}
