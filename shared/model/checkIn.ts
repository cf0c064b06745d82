import { cutText } from "./cutText.ts";
import { parseId } from "./id.ts";
import type { CheckInId, KeyResultId, ObjectiveId, PersonId } from "./id.ts";
import { isPlainObject } from "./json.ts";
import { parseMeasurement } from "./keyResult.ts";
import { limits } from "./limits.ts";
import { parseInstant } from "./stamp.ts";
import { parseStatus } from "./status.ts";
import type { Status } from "./status.ts";

/** What somebody said about an objective. It holds only what they changed, and is never rewritten. */
export interface CheckIn {
  readonly id: CheckInId;
  readonly objectiveId: ObjectiveId;
  readonly at: number;
  readonly by: PersonId;
  readonly status: Status | null;
  /** 0–100; only meaningful while the objective has no key results. */
  readonly progress: number | null;
  readonly values: ReadonlyMap<KeyResultId, number>;
  readonly note: string;
  /** The check-ins nobody had followed yet when this one was made: it knows of them and of all they follow. */
  readonly after: readonly CheckInId[];
  /** When its author took it back. It stays in the history, struck through. */
  readonly withdrawnAt: number | null;
}

/** Takes back the check-in `of`. Counts only if `by` is that check-in's author. */
export interface Withdrawal {
  readonly id: CheckInId;
  readonly of: CheckInId;
  readonly at: number;
  readonly by: PersonId;
}

/** A check-in as stored, before its withdrawal is known. */
export type RecordedCheckIn = Omit<CheckIn, "withdrawnAt">;
export type CheckInEntry =
  | { readonly kind: "checkIn"; readonly checkIn: CheckIn }
  | { readonly kind: "withdrawal"; readonly withdrawal: Withdrawal };

/** Whether it only confirms what the check-ins before it say: everything is still right. */
export function saysNothing({ status, progress, values, note }: RecordedCheckIn): boolean {
  return status === null && progress === null && values.size === 0 && note === "";
}

/** Reads one entry of the `checkIns` root, a check-in as one that stands. Undefined if it says nothing that can be shown. */
export function parseCheckInEntry(key: string, value: unknown): CheckInEntry | undefined {
  const id = parseId<CheckInId>(key);
  if (id === undefined || !isPlainObject(value)) return undefined;
  const at = parseInstant(value["at"]);
  const by = parseId<PersonId>(value["by"]);
  if (at === undefined || by === undefined) return undefined;
  if (value["of"] !== undefined) {
    const of = parseId<CheckInId>(value["of"]);
    return of === undefined ? undefined : { kind: "withdrawal", withdrawal: Object.freeze({ id, of, at, by }) };
  }
  const objectiveId = parseId<ObjectiveId>(value["objectiveId"]);
  if (objectiveId === undefined) return undefined;
  const checkIn = Object.freeze({
    id,
    objectiveId,
    at,
    by,
    status: parseStatus(value["status"]) ?? null,
    progress: parseProgress(value["progress"]) ?? null,
    values: parseValues(value["values"]),
    note: parseNote(value["note"]),
    after: parseAfter(value["after"]),
    withdrawnAt: null,
  });
  return { kind: "checkIn", checkIn };
}

/** The plain value that is stored for a check-in; only what it says. */
export function storeCheckIn(checkIn: RecordedCheckIn): Record<string, unknown> {
  const { objectiveId, at, by, status, progress, values, note, after } = checkIn;
  return {
    objectiveId,
    at,
    by,
    ...(status !== null && { status }),
    ...(progress !== null && { progress }),
    ...(values.size > 0 && { values: Object.fromEntries(values) }),
    ...(note !== "" && { note }),
    ...(after.length > 0 && { after: [...after] }),
  };
}

export function storeWithdrawal({ of, at, by }: Withdrawal): Record<string, unknown> {
  return { of, at, by };
}

/** Percent, from 0 to 100. Zero has one sign, as in a file. */
export function parseProgress(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0 && value <= 100 ? value + 0 : undefined;
}

function parseNote(value: unknown): string {
  return typeof value === "string" ? cutText(value, limits.noteLength) : "";
}

const NOTHING: readonly never[] = Object.freeze([]);
const NO_VALUES: ReadonlyMap<KeyResultId, number> = new Map();

function parseValues(value: unknown): ReadonlyMap<KeyResultId, number> {
  if (!isPlainObject(value)) return NO_VALUES;
  const values = new Map<KeyResultId, number>();
  for (const [key, entry] of Object.entries(value)) {
    const id = parseId<KeyResultId>(key);
    const measured = parseMeasurement(entry);
    if (id !== undefined && measured !== undefined) values.set(id, measured);
    if (values.size === limits.checkIn.values) break;
  }
  return values;
}

function parseAfter(value: unknown): readonly CheckInId[] {
  if (value === undefined) return NOTHING;
  const listed: readonly unknown[] = Array.isArray(value) ? value : [value];
  const ids: CheckInId[] = [];
  for (const entry of listed) {
    const id = parseId<CheckInId>(entry);
    if (id !== undefined && ids.length < limits.checkIn.follows) ids.push(id);
  }
  return Object.freeze(ids);
}
