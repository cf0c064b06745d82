import { parseId } from "#shared/model/id.ts";
import type { CheckInId, KeyResultId, ObjectiveId, PersonId } from "#shared/model/id.ts";
import { isPlainObject } from "#shared/model/json.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { parseStatus } from "#shared/model/status.ts";

import type { RefusedCommand } from "../plan/pendingCommands.ts";
import { isEmpty, keepCheckInDraft, keptCheckInDraft } from "./checkInDraft.ts";
import type { CheckInDraft } from "./checkInDraft.ts";

/**
 * Makes a draft of a check-in that was refused after it was shown, so that nobody types it again. A draft that was begun
 * since stays. Null if there was nothing in it, or it is about nothing that is known.
 */
export function offerAgain(
  { input }: RefusedCommand,
  records: PlanRecords,
  personId: PersonId | null,
): { readonly objectiveId: ObjectiveId; readonly title: string } | null {
  if (!isPlainObject(input) || personId === null) return null;
  const checkInId = parseId<CheckInId>(input["checkInId"]);
  const corrected = checkInId && records.checkIns.get(checkInId)?.objectiveId;
  const objectiveId = corrected ?? parseId<ObjectiveId>(input["objectiveId"]);
  const objective = objectiveId && records.objectives.get(objectiveId);
  const draft = draftFrom(input);
  if (!objective || isEmpty(draft)) return null;
  if (keptCheckInDraft(personId, objective.id) === null) keepCheckInDraft(personId, objective.id, draft);
  return { objectiveId: objective.id, title: objective.title };
}

function draftFrom({ status, progress, values, note }: Readonly<Record<string, unknown>>): CheckInDraft {
  const typed = new Map<KeyResultId, string>();
  for (const [key, value] of Object.entries(isPlainObject(values) ? values : {})) {
    const keyResultId = parseId<KeyResultId>(key);
    if (keyResultId !== undefined && typeof value === "number") typed.set(keyResultId, String(value));
  }
  return {
    status: parseStatus(status) ?? null,
    progress: typeof progress === "number" ? String(progress) : null,
    values: typed,
    note: typeof note === "string" ? note : "",
  };
}
