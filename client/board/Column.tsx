import { memo } from "react";

import type { MissionId, ObjectiveId } from "#shared/model/id.ts";
import { missionsInOrder } from "#shared/queries/board.ts";

import { useCan, useColumn, useMission, useRecords } from "../plan/usePlan.ts";
import { NothingFound } from "../search/NothingFound.tsx";
import { useFoundIn } from "../search/useFound.ts";
import { classNames } from "../ui/classNames.ts";
import { useHeldColumn } from "../view/columnDragStore.ts";
import { useDrag } from "../view/dragStore.ts";
import type { Drag } from "../view/dragStore.ts";
import { AddObjective } from "./AddObjective.tsx";
import { CardList } from "./CardList.tsx";
import { ColumnHeader } from "./ColumnHeader.tsx";
import { heldOrder } from "./heldOrder.ts";
import { partedRows } from "./partedRows.ts";

interface ColumnProps {
  readonly missionId: MissionId;
  /** 0–7, which of the mission colours it has. */
  readonly accent: number;
  /** The plan is large: only the cards in view are drawn. */
  readonly sparse: boolean;
}

/** A mission with its cards. The whole height of it takes a drop. */
export const Column = memo(function Column({ missionId, accent, sparse }: ColumnProps) {
  const mission = useMission(missionId);
  const ids = useColumn(missionId);
  const editable = useCan("editObjectives");
  // A card held elsewhere is none of this column's business until it would land here.
  const isOurs = (drag: Drag): boolean => drag.home?.missionId === missionId || ids.includes(drag.objectiveId);
  const heldId = useDrag((drag) => (drag && isOurs(drag) ? drag.objectiveId : null));
  const home = useDrag((drag) => (drag && isOurs(drag) ? drag.home : null));
  const found = useFoundIn(ids);
  const order = heldOrder(found, missionId, heldId && { objectiveId: heldId, home });
  const takesDrop = useDrag((drag) => drag?.target?.missionId === missionId);
  const landsLast = useDrag((drag) => drag?.target?.missionId === missionId && drag.target.before === null);
  const room = useDrag((drag) => (drag?.target?.missionId === missionId ? gapIn(drag, ids) : 0));
  // Renders with each place that they are held over; else only with the first and the last in this column.
  const several = useDrag((drag) => (room > 0 && drag && isSeveralOf(drag, ids) ? drag : null));
  const parted = several && partedRows(order, several);
  const isLast = useRecords((records) => missionsInOrder(records).at(-1)?.id === missionId);
  const columnLandsBefore = useHeldColumn((drag) => drag?.target?.before === missionId);
  const columnLandsLast = useHeldColumn((drag) => isLast && drag?.target?.before === null);
  const columnHeld = useHeldColumn((drag) => drag?.missionId === missionId);
  if (!mission) return null;
  const className = classNames({
    [`column column--accent-${accent}`]: true,
    "column--takes-drop": takesDrop,
    "column--held": columnHeld,
    "column--lands-before": columnLandsBefore,
    "column--lands-last": columnLandsLast,
  });
  return (
    <section
      className={className}
      data-testid={`mission-${missionId}`}
      data-column={missionId}
      aria-labelledby={`mission-title-${missionId}`}
    >
      <ColumnHeader mission={mission} count={ids.length} found={found === ids ? null : found.length} />
      <div className="column__body">
        <CardList order={order} held={heldId} sparse={sparse} landsLast={landsLast} room={room} parted={parted}>
          {ids.length > 0 ? (
            <NothingFound />
          ) : (
            <p className="column__empty">
              No objectives yet.
              {editable && <span className="column__invitation"> Add the first, or drop a card here.</span>}
            </p>
          )}
        </CardList>
        <AddObjective missionId={missionId} missionTitle={mission.title} />
      </div>
    </section>
  );
});

/** Where several of this column would take too much of the screen it does not part for them: a line shows the place. */
function gapIn(drag: Drag, ids: readonly ObjectiveId[]): number {
  return isSeveralOf(drag, ids) && drag.rooms.size === 0 ? 0 : drag.room;
}

function isSeveralOf({ movedIds }: Drag, ids: readonly ObjectiveId[]): boolean {
  return movedIds.length > 1 && movedIds.some((id) => ids.includes(id));
}
