import { STATUS_WORDS } from "#shared/model/status.ts";
import type { ObjectiveState } from "#shared/queries/objectiveState.ts";

/** How an objective stands: "At risk, 25%"; "At risk" where nobody has said a number. */
export function standInWords({ status, progress }: Pick<ObjectiveState, "status" | "progress">): string {
  return progress === null ? STATUS_WORDS[status] : `${STATUS_WORDS[status]}, ${progress}%`;
}
