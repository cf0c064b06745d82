import type { RecordedCheckIn } from "../model/checkIn.ts";
import { parseProgress } from "../model/checkIn.ts";
import { newId, parseId } from "../model/id.ts";
import type { CheckInId, KeyResultId, ObjectiveId } from "../model/id.ts";
import { isPlainObject } from "../model/json.ts";
import type { KeyResult } from "../model/keyResult.ts";
import { parseMeasurement } from "../model/keyResult.ts";
import { ok } from "../model/result.ts";
import type { Result } from "../model/result.ts";
import { parseStatus, STATUS_WORDS } from "../model/status.ts";
import type { Status } from "../model/status.ts";
import { headsOf } from "../queries/checkInOrder.ts";
import { personOf } from "../queries/people.ts";
import { defineCommand } from "./command.ts";
import type { Edit } from "./command.ts";
import { refuseWith } from "./commandError.ts";
import type { CommandError } from "./commandError.ts";
import { asModel, id, maybe, noteLine } from "./input.ts";
import type { Parse } from "./input.ts";
import { liveObjective, quoted } from "./lookUp.ts";

interface RecordCheckIn {
  readonly objectiveId: ObjectiveId;
  readonly status?: Status;
  /** 0–100; refused where the objective has key results. */
  readonly progress?: number;
  /** Only of key results that changed. Yes is 1, no is 0. */
  readonly values?: Readonly<Record<KeyResultId, number>>;
  readonly note?: string;
}

/** Says how an objective goes. What is not given stays as the check-ins before say. */
export const recordCheckIn = defineCommand<RecordCheckIn, CheckInId>({
  name: "recordCheckIn",
  action: "recordCheckIn",
  input: {
    objectiveId: id,
    status: maybe(asModel(parseStatus, "malformedInput")),
    progress: maybe(asModel(parseProgress, "progressOutOfRange")),
    values: maybe(parseValues),
    note: maybe(noteLine),
  },
  target: ({ objectiveId }, { records }) => {
    const ownerId = records.objectives.get(objectiveId)?.ownerId ?? null;
    return ownerId === null ? null : (personOf(records, ownerId)?.id ?? null);
  },
  decide: ({ objectiveId, status, progress, values: given, note }, { records, actor, now }) => {
    const objective = liveObjective(records, objectiveId);
    if (!objective.ok) return objective;
    if (actor.personId === null) return refuseWith("identityNeeded");
    const measures = records.measures.get(objectiveId) ?? [];
    if (progress !== undefined && measures.length > 0) {
      return refuseWith("progressFromKeyResults", quoted(objective.value.title));
    }
    const values = checkValues(measures, given ?? {});
    if (!values.ok) return values;
    const checkIn: RecordedCheckIn = {
      id: newId<CheckInId>(),
      objectiveId,
      at: now,
      by: actor.personId,
      status: status ?? null,
      progress: progress ?? null,
      values: values.value,
      note: note ?? "",
      after: headsOf(records.histories.get(objectiveId) ?? []),
    };
    const said = status !== undefined || progress !== undefined || values.value.size > 0 || checkIn.note !== "";
    if (!said) return refuseWith("checkInEmpty");
    const edit: Edit = (transaction) => transaction.addCheckIn(checkIn);
    const summary = `Checked in on ${quoted(objective.value.title)}${status ? `: ${STATUS_WORDS[status]}` : ""}`;
    return ok({ value: checkIn.id, summary, edits: [edit] });
  },
});

/** Takes back one's own check-in. It stays in the history, struck through, and no longer counts. */
export const withdrawCheckIn = defineCommand<{ readonly checkInId: CheckInId }, null>({
  name: "withdrawCheckIn",
  action: "withdrawCheckIn",
  input: { checkInId: id },
  target: ({ checkInId }, { records }) => {
    const author = records.checkIns.get(checkInId)?.by;
    return author === undefined ? null : (personOf(records, author)?.id ?? null);
  },
  decide: ({ checkInId }, { records, now }) => {
    const checkIn = records.checkIns.get(checkInId);
    if (!checkIn) return refuseWith("checkInUnknown");
    if (checkIn.withdrawnAt !== null) return refuseWith("checkInWithdrawn");
    // By the name the check-in was made under: two who were merged are one person, and a withdrawal counts by that name.
    const withdrawal = { id: newId<CheckInId>(), of: checkInId, at: now, by: checkIn.by };
    const edit: Edit = (transaction) => transaction.addWithdrawal(withdrawal);
    const title = records.objectives.get(checkIn.objectiveId)?.title ?? "";
    return ok({ value: null, summary: `Took back a check-in on ${quoted(title)}`, edits: [edit] });
  },
});

function parseValues(value: unknown, field: string): ReturnType<Parse<Readonly<Record<KeyResultId, number>>>> {
  if (!isPlainObject(value)) return refuseWith("malformedInput", field);
  const values: Record<KeyResultId, number> = {};
  for (const [key, entry] of Object.entries(value)) {
    const keyResultId = parseId<KeyResultId>(key);
    if (keyResultId === undefined) return refuseWith("keyResultUnknown");
    const measured = parseMeasurement(entry);
    if (measured === undefined) return refuseWith("valueInvalid");
    values[keyResultId] = measured;
  }
  return ok(values);
}

function checkValues(
  measures: readonly KeyResult[],
  given: Readonly<Record<KeyResultId, number>>,
): Result<ReadonlyMap<KeyResultId, number>, CommandError> {
  const values = new Map<KeyResultId, number>();
  for (const [key, value] of Object.entries(given)) {
    const keyResult = measures.find((measure) => measure.id === key);
    if (!keyResult) return refuseWith("keyResultUnknown");
    if (keyResult.measure.kind === "yesNo" && value !== 0 && value !== 1) {
      return refuseWith("valueNotYesNo", quoted(keyResult.title));
    }
    values.set(keyResult.id, value);
  }
  return ok(values);
}
