import type { CheckIn } from "#shared/model/checkIn.ts";
import { parseId } from "#shared/model/id.ts";
import type { CheckInId, KeyResultId, ObjectiveId, PersonId } from "#shared/model/id.ts";
import { isPlainObject } from "#shared/model/json.ts";
import { limits } from "#shared/model/limits.ts";
import { parseStatus } from "#shared/model/status.ts";
import type { Status } from "#shared/model/status.ts";

import { ownStorage } from "../device/ownStorage.ts";

/** What somebody has chosen and typed and not recorded yet. Only what they touched: the rest shows how things stand. */
export interface CheckInDraft {
  readonly status: Status | null;
  /** As typed. */
  readonly progress: string | null;
  readonly values: ReadonlyMap<KeyResultId, string>;
  readonly note: string;
}

export const EMPTY_DRAFT: CheckInDraft = Object.freeze({ status: null, progress: null, values: new Map(), note: "" });

/** A draft says what a check-in said, to correct it. */
export function draftFrom({ status, progress, values, note }: CheckIn): CheckInDraft {
  const typed = new Map([...values].map(([id, value]) => [id, value.toString()]));
  return { status, progress: progress?.toString() ?? null, values: typed, note };
}

export function isEmpty({ status, progress, values, note }: CheckInDraft): boolean {
  return status === null && progress === null && values.size === 0 && note === "";
}

/** The draft that this device keeps for a person, over reloads; null if there is none, or none that can be read. */
export function keptCheckInDraft(personId: PersonId, about: ObjectiveId | CheckInId): CheckInDraft | null {
  try {
    return parseDraft(JSON.parse(ownStorage().getItem(keyOf(personId, about)) ?? ""));
  } catch {
    return null;
  }
}

/** Keeps a draft on this device; an empty one is forgotten. */
export function keepCheckInDraft(personId: PersonId, about: ObjectiveId | CheckInId, draft: CheckInDraft): void {
  try {
    if (isEmpty(draft)) ownStorage().removeItem(keyOf(personId, about));
    else ownStorage().setItem(keyOf(personId, about), JSON.stringify({ ...draft, values: [...draft.values] }));
  } catch {
    // Where a browser keeps nothing, the draft lasts as long as the form is open.
  }
}

function keyOf(personId: PersonId, about: ObjectiveId | CheckInId): string {
  return `waymark.check-in.${personId}.${about}`;
}

/** Characters of a number that is being typed. */
const MOST_TYPED = 40;

function parseDraft(value: unknown): CheckInDraft | null {
  if (!isPlainObject(value)) return null;
  const { progress, note } = value;
  const values = new Map<KeyResultId, string>();
  for (const entry of Array.isArray(value["values"]) ? value["values"] : []) {
    const [id, typed]: readonly unknown[] = Array.isArray(entry) ? entry : [];
    const keyResultId = parseId<KeyResultId>(id);
    if (keyResultId !== undefined && typeof typed === "string") values.set(keyResultId, typed.slice(0, MOST_TYPED));
  }
  const draft: CheckInDraft = {
    status: parseStatus(value["status"]) ?? null,
    progress: typeof progress === "string" ? progress.slice(0, MOST_TYPED) : null,
    values,
    // As typed, also where it is too long to be recorded.
    note: typeof note === "string" ? note.slice(0, limits.notesLength) : "",
  };
  return isEmpty(draft) ? null : draft;
}
