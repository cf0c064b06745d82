import type { KeyResultId } from "#shared/model/id.ts";
import { measureAt } from "#shared/model/keyResult.ts";
import type { KeyResult, Measure } from "#shared/model/keyResult.ts";
import type { Objective } from "#shared/model/objective.ts";
import type { Status } from "#shared/model/status.ts";
import type { HistoryEntry } from "#shared/queries/objectiveHistory.ts";
import type { ObjectiveState } from "#shared/queries/objectiveState.ts";

import { measured } from "../ui/measured.ts";

/** A value from a time on, until the next point. `at` is milliseconds since 1970; null where nobody had said any. */
export interface Point {
  readonly at: number;
  readonly value: number | null;
}

/** One thing that went up and down over time. */
export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
  /** What was aimed at, from when on; null where that is 100 per cent. */
  readonly targets: readonly Point[] | null;
  /** From where to where its values go. */
  readonly from: number;
  readonly to: number;
  readonly inWords: (value: number) => string;
}

/** A stretch of time with one status. */
export interface StatusRun {
  readonly status: Status;
  readonly from: number;
  readonly until: number;
}

type Now = Pick<ObjectiveState, "status" | "progress" | "values">;

/** How far the objective was, from its making to now. */
export function progressSeries(
  { created }: Pick<Objective, "created">,
  entries: readonly HistoryEntry[],
  state: Now,
  now: number,
): Series {
  const said = counting(entries).map(({ at, after }): Point => ({ at, value: after.progress }));
  const start = Math.min(created.at, said[0]?.at ?? now);
  const points = [{ at: start, value: null }, ...said, { at: now, value: state.progress }];
  return { name: "Progress", points, targets: null, from: 0, to: 100, inWords: (value) => `${Math.round(value)}%` };
}

/** What was said of one key result, in its own unit. */
export function keyResultSeries(
  keyResult: KeyResult,
  entries: readonly HistoryEntry[],
  state: Now,
  now: number,
): Series {
  const { id, title, measure, created, former } = keyResult;
  const said = counting(entries).flatMap(({ at, checkIn }): Point[] => {
    const value = checkIn.values.get(id);
    return value === undefined ? [] : [{ at, value }];
  });
  const start = Math.min(created.at, said[0]?.at ?? now);
  const current = state.values.get(id) ?? null;
  const points = [
    { at: start, value: measureAt(keyResult, start).start },
    ...said,
    ...(current === null ? [] : [{ at: now, value: current }]),
  ];
  const targets = [
    { at: start, value: measureAt(keyResult, start).target },
    // A change that a clock ahead of this one has dated is one of now, as a check-in is.
    ...former.map(({ until }) => ({ at: Math.min(until.at, now), value: measureAt(keyResult, until.at).target })),
    { at: now, value: measure.target },
  ];
  const measures = [measure, ...former.map((one) => one.measure)];
  const all = [...measures.flatMap((one) => [one.start, one.target]), ...points.map(({ value }) => value)];
  const values = all.filter((value) => value !== null);
  return {
    name: title,
    points,
    targets,
    from: Math.min(...values),
    to: Math.max(...values),
    inWords: (value) => measured(value, measure),
  };
}

/** The statuses it had, one after the other, up to now; none of no length. */
export function statusRuns(
  { created }: Pick<Objective, "created">,
  entries: readonly HistoryEntry[],
  { status }: Now,
  now: number,
): readonly StatusRun[] {
  const said = counting(entries);
  const start = Math.min(created.at, said[0]?.at ?? now);
  const changes = [{ at: start, status: "notStarted" as Status }];
  for (const { at, after } of said)
    if (after.status !== changes.at(-1)?.status) changes.push({ at, status: after.status });
  const last = changes.at(-1);
  if (last && last.status !== status) changes.push({ at: now, status });
  return changes
    .map((change, nth) => ({ status: change.status, from: change.at, until: changes[nth + 1]?.at ?? now }))
    .filter(({ from, until }) => until > from);
}

/** A value with what it was read against then, where that is not what it is read against now. */
export function valueInWords(value: number, then: Measure | undefined, today: Measure | undefined): string {
  const words = measured(value, then);
  if (then === undefined || then.kind === "yesNo" || then.target === today?.target) return words;
  return `${words} (of ${measured(then.target, then)} then)`;
}

/** The key results that check-ins speak of, or that the objective has, in the order in which they were made. */
export function spokenOf(
  keyResults: ReadonlyMap<KeyResultId, KeyResult>,
  measures: readonly KeyResult[],
  entries: readonly HistoryEntry[],
): readonly KeyResult[] {
  const ids = new Set(measures.map(({ id }) => id));
  for (const { checkIn } of entries) for (const id of checkIn.values.keys()) ids.add(id);
  return [...ids]
    .flatMap((id) => keyResults.get(id) ?? [])
    .sort((a, b) => a.created.at - b.created.at || (a.id < b.id ? -1 : 1));
}

function counting(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  return entries.filter(({ checkIn }) => checkIn.withdrawnAt === null);
}
