import { useCallback } from "react";

import { recordStillRight } from "#shared/commands/checkIns.ts";
import type { ObjectiveId } from "#shared/model/id.ts";

import { useRun } from "../view/useRun.ts";

/**
 * Records that everything which was said of one objective, or of several, still holds; says so and offers to take it
 * back, all at once. Gives false after a refusal, which has been said already.
 */
export function useStillRight(): (objectiveIds: readonly ObjectiveId[]) => boolean {
  const run = useRun();
  return useCallback((objectiveIds) => run(recordStillRight, { objectiveIds }, "offerUndo") !== undefined, [run]);
}
