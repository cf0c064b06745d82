import type { CheckIn, RecordedCheckIn } from "../model/checkIn.ts";
import { parseProgress, saysNothing } from "../model/checkIn.ts";
import { parseId } from "../model/id.ts";
import type { CheckInId, KeyResultId, ObjectiveId, PersonId } from "../model/id.ts";
import { isPlainObject } from "../model/json.ts";
import type { KeyResult } from "../model/keyResult.ts";
import { parseMeasurement } from "../model/keyResult.ts";
import type { Objective } from "../model/objective.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import { ok } from "../model/result.ts";
import type { Result } from "../model/result.ts";
import { parseStatus } from "../model/status.ts";
import type { Status } from "../model/status.ts";
import { can } from "../permissions/can.ts";
import { headsOf } from "../queries/checkInOrder.ts";
import { ownerOf, personOf } from "../queries/people.ts";
import { checkInWords } from "./checkInWords.ts";
import { defineCommand, newIdIn } from "./command.ts";
import type { CommandContext, Edit } from "./command.ts";
import { refuseWith } from "./commandError.ts";
import type { CommandError } from "./commandError.ts";
import { asModel, id, listOf, maybe, noteLine } from "./input.ts";
import type { Parse } from "./input.ts";
import { liveObjective } from "./lookUp.ts";
import { quoted } from "./summaryWords.ts";

/** What one check-in may say. What is not given stays as the check-ins before say. */
interface Said {
  readonly status?: Status;
  /** 0–100; refused where the objective has key results. */
  readonly progress?: number;
  /** Only of key results that changed. Yes is 1, no is 0. */
  readonly values?: Readonly<Record<KeyResultId, number>>;
  readonly note?: string;
}

const said = {
  status: maybe(asModel(parseStatus, "malformedInput")),
  progress: maybe(asModel(parseProgress, "progressOutOfRange")),
  values: maybe(parseValues),
  note: maybe(noteLine),
};

/** Says how an objective goes. */
export const recordCheckIn = defineCommand<{ readonly objectiveId: ObjectiveId } & Said, CheckInId>({
  name: "recordCheckIn",
  action: "recordCheckIn",
  input: { objectiveId: id, ...said },
  target: ({ objectiveId }, { records }) => ownerOf(records, objectiveId),
  decide: ({ objectiveId, ...given }, context) => {
    const objective = liveObjective(context.records, objectiveId);
    if (!objective.ok) return objective;
    const checkIn = checkInOf(objective.value, given, context);
    if (!checkIn.ok) return checkIn;
    if (saysNothing(checkIn.value)) return refuseWith("checkInEmpty");
    const summary = `Checked in on ${quoted(objective.value.title)}: ${wordsOf(checkIn.value, context)}`;
    return ok({ value: checkIn.value.id, summary, edits: [adding(checkIn.value)] });
  },
});

/**
 * Says of one or several objectives that all which was said of them still holds. Such a check-in states nothing itself,
 * so it competes with nothing that others say at the same time. Those that are archived are left out.
 */
export const recordStillRight = defineCommand<{ readonly objectiveIds: readonly ObjectiveId[] }, readonly CheckInId[]>({
  name: "recordStillRight",
  action: "recordCheckIn",
  input: { objectiveIds: listOf(id<ObjectiveId>) },
  target: ({ objectiveIds }, { records }) => {
    const owners = new Set(objectiveIds.map((objectiveId) => ownerOf(records, objectiveId)));
    const [owner = null, another] = owners;
    return another === undefined ? owner : null;
  },
  decide: ({ objectiveIds }, context) => {
    const checkIns: RecordedCheckIn[] = [];
    const titles: string[] = [];
    for (const objectiveId of new Set(objectiveIds)) {
      const objective = liveObjective(context.records, objectiveId);
      if (!objective.ok && objective.error.code === "objectiveArchived" && objectiveIds.length > 1) continue;
      if (!objective.ok) return objective;
      const checkIn = checkInOf(objective.value, {}, context);
      if (!checkIn.ok) return checkIn;
      checkIns.push(checkIn.value);
      titles.push(quoted(objective.value.title));
    }
    const of = titles.length === 1 ? titles.join("") : `${titles.length} objectives`;
    const summary = `Checked in on ${of}: still right`;
    return ok({ value: checkIns.map((checkIn) => checkIn.id), summary, edits: checkIns.map(adding) });
  },
});

/** Says one's own check-in anew: it is taken back and another takes its place, dated now. One undo brings it back. */
export const correctCheckIn = defineCommand<{ readonly checkInId: CheckInId } & Said, CheckInId>({
  name: "correctCheckIn",
  action: "withdrawCheckIn",
  input: { checkInId: id, ...said },
  target: ({ checkInId }, { records }) => authorOf(records, checkInId),
  decide: ({ checkInId, ...given }, context) => {
    const former = countingCheckIn(context.records, checkInId);
    if (!former.ok) return former;
    const objective = liveObjective(context.records, former.value.objectiveId);
    if (!objective.ok) return objective;
    if (!can(context.actor, "recordCheckIn", ownerOf(context.records, objective.value.id))) {
      return refuseWith("notAllowed");
    }
    const checkIn = checkInOf(objective.value, given, context);
    if (!checkIn.ok) return checkIn;
    const summary = `Corrected a check-in on ${quoted(objective.value.title)}: ${wordsOf(checkIn.value, context)}`;
    const edits = [withdrawing(former.value, context), adding(checkIn.value)];
    return ok({ value: checkIn.value.id, summary, edits });
  },
});

/** Takes back one's own check-in. It stays in the history, struck through, and no longer counts. */
export const withdrawCheckIn = defineCommand<{ readonly checkInId: CheckInId }, null>({
  name: "withdrawCheckIn",
  action: "withdrawCheckIn",
  input: { checkInId: id },
  target: ({ checkInId }, { records }) => authorOf(records, checkInId),
  decide: ({ checkInId }, context) => {
    const { records } = context;
    const checkIn = countingCheckIn(records, checkInId);
    if (!checkIn.ok) return checkIn;
    const title = records.objectives.get(checkIn.value.objectiveId)?.title ?? "";
    const summary = `Took back a check-in on ${quoted(title)}`;
    return ok({ value: null, summary, edits: [withdrawing(checkIn.value, context)] });
  },
});

/**
 * Says again what one has taken back, as it was: with its own date and what it followed then, so that what others have
 * said since goes on counting as later. It is the undo of taking back, for whoever does not write the document.
 */
export const restoreCheckIn = defineCommand<{ readonly checkInId: CheckInId }, CheckInId>({
  name: "restoreCheckIn",
  action: "withdrawCheckIn",
  input: { checkInId: id },
  target: ({ checkInId }, { records }) => authorOf(records, checkInId),
  decide: ({ checkInId }, context) => {
    const { records, actor } = context;
    const former = records.checkIns.get(checkInId);
    if (!former) return refuseWith("checkInUnknown");
    const objective = liveObjective(records, former.objectiveId);
    if (!objective.ok) return objective;
    if (!can(actor, "recordCheckIn", ownerOf(records, objective.value.id))) return refuseWith("notAllowed");
    const again = { ...former, id: newIdIn<CheckInId>(context) };
    const edits = former.withdrawnAt === null ? [] : [adding(again)];
    const summary = `Said again a check-in on ${quoted(objective.value.title)}`;
    return ok({ value: edits.length > 0 ? again.id : former.id, summary, edits });
  },
});

/** A check-in by this actor, now, that knows of all that were made before. */
function checkInOf(
  { id: objectiveId, title }: Objective,
  { status, progress, values: given, note }: Said,
  context: CommandContext,
): Result<RecordedCheckIn, CommandError> {
  const { records, actor, now } = context;
  if (actor.personId === null) return refuseWith("identityNeeded");
  const measures = records.measures.get(objectiveId) ?? [];
  if (progress !== undefined && measures.length > 0) return refuseWith("progressFromKeyResults", quoted(title));
  const { knownUntil = Infinity } = context;
  const known = (records.histories.get(objectiveId) ?? []).filter(({ at }) => at <= knownUntil);
  const values = checkValues(measures, given ?? {});
  if (!values.ok) return values;
  return ok({
    id: newIdIn(context),
    objectiveId,
    at: now,
    by: actor.personId,
    status: status ?? null,
    progress: progress ?? null,
    values: values.value,
    note: note ?? "",
    after: headsOf(known),
  });
}

function wordsOf(checkIn: RecordedCheckIn, { records }: CommandContext): string {
  return checkInWords(checkIn, records.measures.get(checkIn.objectiveId) ?? []);
}

function adding(checkIn: RecordedCheckIn): Edit {
  return (transaction) => transaction.addCheckIn(checkIn);
}

/** By the name the check-in was made under: two who were merged are one person, and a withdrawal counts by that name. */
function withdrawing({ id: of, by }: CheckIn, context: CommandContext): Edit {
  const withdrawal = { id: newIdIn<CheckInId>(context), of, at: context.now, by };
  return (transaction) => transaction.addWithdrawal(withdrawal);
}

/** One that has not been taken back. */
function countingCheckIn(records: PlanRecords, checkInId: CheckInId): Result<CheckIn, CommandError> {
  const checkIn = records.checkIns.get(checkInId);
  if (!checkIn) return refuseWith("checkInUnknown");
  return checkIn.withdrawnAt === null ? ok(checkIn) : refuseWith("checkInWithdrawn");
}

function authorOf(records: PlanRecords, checkInId: CheckInId): PersonId | null {
  const author = records.checkIns.get(checkInId)?.by;
  return author === undefined ? null : (personOf(records, author)?.id ?? null);
}

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
