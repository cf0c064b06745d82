import { useCallback } from "react";

import { moveObjective, moveObjectives } from "#shared/commands/objectives.ts";
import type { ObjectiveId } from "#shared/model/id.ts";

import type { DropTarget } from "../view/dragStore.ts";
import { clearSelection } from "../view/selectionStore.ts";
import { useRun } from "../view/useRun.ts";
import { noteDrop } from "./recentDrops.ts";

/** Moves one card or several together; with these what they were chosen for is done. False: it was refused. */
export function useMoveCards(): (objectiveIds: readonly ObjectiveId[], target: DropTarget) => boolean {
  const run = useRun();
  return useCallback(
    (objectiveIds, target) => {
      const [first] = objectiveIds;
      if (first === undefined) return false;
      noteDrop(objectiveIds);
      if (objectiveIds.length === 1) return run(moveObjective, { objectiveId: first, ...target }) !== undefined;
      const moved = run(moveObjectives, { objectiveIds, ...target }, "offerUndo") !== undefined;
      if (moved) clearSelection();
      return moved;
    },
    [run],
  );
}
