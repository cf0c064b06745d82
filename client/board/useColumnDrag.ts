import { useCallback } from "react";

import { moveMission } from "#shared/commands/missions.ts";
import { parseId } from "#shared/model/id.ts";
import type { MissionId } from "#shared/model/id.ts";
import { missionsInOrder } from "#shared/queries/board.ts";

import { usePlanSession } from "../plan/usePlan.ts";
import { aimColumnDrag, currentColumnDrag, endColumnDrag, startColumnDrag } from "../view/columnDragStore.ts";
import type { ColumnDrag } from "../view/columnDragStore.ts";
import { speak } from "../view/spokenStore.ts";
import { useRun } from "../view/useRun.ts";
import { columnRects } from "./boardRects.ts";
import { columnPlaceInWords, columnStep, columnTarget, isColumnAtHome } from "./columnPlaces.ts";
import type { PointerGesture } from "./pointerGesture.ts";

/** What a column in hand can do, whatever holds it. Each thing that happens is said. */
function useColumnInHand() {
  const session = usePlanSession();
  const run = useRun();

  const order = useCallback((): readonly MissionId[] => {
    const { records } = session.planStore.getState();
    return records ? missionsInOrder(records).map((mission) => mission.id) : [];
  }, [session]);

  const say = useCallback(
    (what: string, missionId: MissionId, before: MissionId | null): void => {
      const title = session.planStore.getState().records?.missions.get(missionId)?.title ?? "";
      speak(`${what} ${title}, ${columnPlaceInWords(before, order(), missionId)}.`.trim());
    },
    [session, order],
  );

  const pickUp = useCallback(
    (by: ColumnDrag["by"], missionId: MissionId): void => {
      startColumnDrag(by, missionId);
      say("Picked up the mission", missionId, placeNow(order(), missionId));
    },
    [say, order],
  );

  const drop = useCallback((): void => {
    const drag = currentColumnDrag();
    if (!drag) return;
    const { missionId, target } = drag;
    if (target) run(moveMission, { missionId, before: target.before });
    endColumnDrag();
    say("Dropped the mission", missionId, placeNow(order(), missionId));
  }, [run, say, order]);

  const cancel = useCallback((): void => {
    const drag = currentColumnDrag();
    if (!drag) return;
    endColumnDrag();
    say("Put back the mission", drag.missionId, placeNow(order(), drag.missionId));
  }, [say, order]);

  return { order, say, pickUp, drop, cancel };
}

/** A column in the hand of a mouse or a finger. */
export function useColumnDrag({ board, pointer }: PointerGesture) {
  const { order, pickUp, drop, cancel } = useColumnInHand();
  const start = (id: unknown): void => {
    const missionId = parseId<MissionId>(id);
    if (missionId !== undefined) pickUp("pointer", missionId);
  };
  const aim = (): void => {
    const drag = currentColumnDrag();
    const element = board();
    if (!drag || !element) return;
    const before = columnTarget(pointer.current.x, columnRects(element), drag.missionId);
    aimColumnDrag(isColumnAtHome(before, order(), drag.missionId) ? null : { before });
  };
  return { start, aim, drop, cancel };
}

/** A column lifted by the keyboard: Space lifts and drops, arrows move it, Escape puts it back. True: the key is used. */
export function useColumnKeys(missionId: MissionId): (key: string) => boolean {
  const { order, say, pickUp, drop, cancel } = useColumnInHand();
  return useCallback(
    (key) => {
      const drag = currentColumnDrag();
      if (drag?.by !== "keys") {
        if (key !== " ") return false;
        pickUp("keys", missionId);
        return true;
      }
      if (key === " " || key === "Enter") drop();
      else if (key === "Escape") cancel();
      else {
        const now = order();
        const before = columnStep(key, drag.target ? drag.target.before : placeNow(now, missionId), now, missionId);
        if (before === undefined) return false;
        aimColumnDrag({ before });
        say("", missionId, before);
      }
      return true;
    },
    [missionId, order, say, pickUp, drop, cancel],
  );
}

function placeNow(order: readonly MissionId[], missionId: MissionId): MissionId | null {
  return order[order.indexOf(missionId) + 1] ?? null;
}
