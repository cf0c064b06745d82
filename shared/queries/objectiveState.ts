import type { CheckIn } from "../model/checkIn.ts";
import type { KeyResultId, ObjectiveId } from "../model/id.ts";
import type { KeyResult, Measure } from "../model/keyResult.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import type { Status } from "../model/status.ts";
import { latestOf } from "./checkInOrder.ts";

/** How an objective stands: for each thing that can be said of it, what was said last and not taken back. */
export interface ObjectiveState {
  readonly status: Status;
  /** 0–100 in whole percent; null if nobody has said. With key results their mean, else from check-ins. */
  readonly progress: number | null;
  /** The latest value of each key result; none for one that has no value yet. */
  readonly values: ReadonlyMap<KeyResultId, number>;
  readonly lastCheckIn: CheckIn | null;
  /** The last one that was put in words. */
  readonly lastWorded: CheckIn | null;
}

const NO_HISTORY: readonly CheckIn[] = Object.freeze([]);
const NO_MEASURES: readonly KeyResult[] = Object.freeze([]);
const states = new WeakMap<readonly CheckIn[], WeakMap<readonly KeyResult[], ObjectiveState>>();

/** By the last check-in: the state that was given last with it. */
const lastStates = new WeakMap<CheckIn, ObjectiveState>();

type Standing = Pick<PlanRecords, "histories" | "measures">;

/** The same object as long as the objective stands the same, or neither its check-ins nor its key results change. */
export function objectiveState(records: Standing, objectiveId: ObjectiveId): ObjectiveState {
  const history = records.histories.get(objectiveId) ?? NO_HISTORY;
  const measures = records.measures.get(objectiveId) ?? NO_MEASURES;
  return states.get(history)?.get(measures) ?? keepState(history, measures, computeState(history, measures));
}

/** From now on an objective of these records stands so: one of whose history only a part is at hand. */
export function standAs(records: Standing, objectiveId: ObjectiveId, state: ObjectiveState): void {
  const history = records.histories.get(objectiveId) ?? NO_HISTORY;
  if (history.length > 0) keepState(history, records.measures.get(objectiveId) ?? NO_MEASURES, state);
}

function keepState(
  history: readonly CheckIn[],
  measures: readonly KeyResult[],
  computed: ObjectiveState,
): ObjectiveState {
  const { lastCheckIn } = computed;
  const former = lastCheckIn ? lastStates.get(lastCheckIn) : undefined;
  const state = former && isSame(former, computed) ? former : computed;
  if (lastCheckIn) lastStates.set(lastCheckIn, state);
  let byMeasures = states.get(history);
  if (!byMeasures) states.set(history, (byMeasures = new WeakMap()));
  byMeasures.set(measures, state);
  return state;
}

function isSame(a: ObjectiveState, b: ObjectiveState): boolean {
  return (
    a.status === b.status &&
    a.progress === b.progress &&
    a.lastCheckIn === b.lastCheckIn &&
    a.lastWorded === b.lastWorded &&
    a.values.size === b.values.size &&
    [...a.values].every(([id, value]) => b.values.get(id) === value)
  );
}

/** How far a value has come from start to target: 0 to 1. Where both are the same, 1 exactly there, else 0. */
export function fractionOf({ start, target }: Measure, value: number): number {
  if (start === target) return value === target ? 1 : 0;
  return Math.min(1, Math.max(0, (value - start) / (target - start)));
}

function computeState(history: readonly CheckIn[], measures: readonly KeyResult[]): ObjectiveState {
  const values = new Map<KeyResultId, number>();
  for (const { id } of measures) {
    const value = latestOf(history, (checkIn) => checkIn.values.has(id))?.values.get(id);
    if (value !== undefined) values.set(id, value);
  }
  return Object.freeze({
    status: latestOf(history, (checkIn) => checkIn.status !== null)?.status ?? "notStarted",
    progress: measures.length > 0 ? meanProgress(measures, values) : lastSaidProgress(history),
    values,
    lastCheckIn: latestOf(history, () => true),
    lastWorded: latestOf(history, ({ note }) => note !== ""),
  });
}

/** The mean of how far each has come, in whole percent; one without a value is at its start. */
export function meanProgress(measures: readonly KeyResult[], values: ReadonlyMap<KeyResultId, number>): number {
  let sum = 0;
  for (const { id, measure } of measures) sum += fractionOf(measure, values.get(id) ?? measure.start);
  return Math.round((sum / measures.length) * 100);
}

function lastSaidProgress(history: readonly CheckIn[]): number | null {
  const said = latestOf(history, (checkIn) => checkIn.progress !== null)?.progress ?? null;
  return said === null ? null : Math.round(said);
}
