import type { CalendarDate } from "../model/calendarDate.ts";
import type { MissionId, ObjectiveId, PersonId } from "../model/id.ts";
import type { Mission } from "../model/mission.ts";
import type { Objective } from "../model/objective.ts";
import type { Person } from "../model/person.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import { columns } from "./board.ts";
import { objectiveState } from "./objectiveState.ts";
import { personOf } from "./people.ts";
import { localDate, staleness } from "./staleness.ts";

/**
 * How many of some cards have been said something about in time. Paused and done ones always count as up to date. Of one
 * that nobody has said anything about yet it cannot be told: it is new, counted apart, until a check-in on it is overdue.
 */
interface Count {
  readonly upToDate: number;
  /** How many there are but for the new ones. */
  readonly of: number;
  readonly unsaid: number;
}

/** How fresh what a plan says is: of all cards in columns, mission by mission. */
export interface Freshness extends Count {
  readonly missions: readonly (Count & { readonly missionId: MissionId })[];
  /** Those that are not up to date, in the board's order. */
  readonly stale: readonly ObjectiveId[];
}

interface Sources extends Pick<PlanRecords, "plan" | "missions" | "histories" | "measures"> {
  readonly now: number;
}

const computed = new WeakMap<PlanRecords["objectives"], { readonly of: Sources; readonly freshness: Freshness }>();

/**
 * For a reader in the time zone of this device. The same object until something it is counted from changes.
 *
 * @param now milliseconds since 1970
 */
export function freshness(records: PlanRecords, now: number): Freshness {
  const former = computed.get(records.objectives);
  if (former && sameSources(former.of, { ...records, now })) return former.freshness;
  const ageOf = ageAt(records, now);
  const stale: ObjectiveId[] = [];
  const missions = columns(records).map(({ mission, objectives }) => {
    const count = { upToDate: 0, late: 0, unsaid: 0 };
    for (const objective of objectives) {
      const age = ageOf(objective, mission);
      count[age] += 1;
      if (age === "late") stale.push(objective.id);
    }
    const { upToDate, late, unsaid } = count;
    return { missionId: mission.id, upToDate, of: upToDate + late, unsaid };
  });
  const of = missions.reduce((sum, mission) => sum + mission.of, 0);
  const unsaid = missions.reduce((sum, mission) => sum + mission.unsaid, 0);
  const result: Freshness = Object.freeze({ upToDate: of - stale.length, of, unsaid, missions, stale });
  computed.set(records.objectives, { of: { ...records, now }, freshness: result });
  return result;
}

/**
 * Whether a card's check-in is overdue, as `staleness` says, without writing a date for each: every change of a large plan
 * asks it of every card. A day has passed in full when what was said last was said before the midnight that began it, so
 * one comparison of instants answers, with a midnight that is worked out once for each rhythm.
 */
function ageAt(
  records: PlanRecords,
  now: number,
): (objective: Objective, mission: Mission) => "upToDate" | "late" | "unsaid" {
  const midnights = new Map<number, number>();
  const midnight = (daysAgo: number): number => {
    let at = midnights.get(daysAgo);
    if (at === undefined) {
      const day = new Date(now);
      at = new Date(day.getFullYear(), day.getMonth(), day.getDate() - daysAgo).getTime();
      midnights.set(daysAgo, at);
    }
    return at;
  };
  return ({ id, created }, { cadenceDays }) => {
    const { status, lastCheckIn } = objectiveState(records, id);
    if (status === "paused" || status === "done") return "upToDate";
    if ((lastCheckIn?.at ?? created.at) < midnight(cadenceDays ?? records.plan.cadenceDays)) return "late";
    return lastCheckIn ? "upToDate" : "unsaid";
  };
}

function sameSources(a: Sources, b: Sources): boolean {
  return (
    a.now === b.now &&
    a.plan === b.plan &&
    a.missions === b.missions &&
    a.histories === b.histories &&
    a.measures === b.measures
  );
}

/** Whose some cards are. */
export interface OwnerCount {
  /** Null: nobody's. */
  readonly owner: Person | null;
  readonly count: number;
}

/** Whose the given cards are, by name; those nobody owns come last. */
export function ownersOf(records: PlanRecords, objectiveIds: readonly ObjectiveId[]): readonly OwnerCount[] {
  const counts = new Map<Person | null, number>();
  for (const objectiveId of objectiveIds) {
    const ownerId = records.objectives.get(objectiveId)?.ownerId ?? null;
    const owner = ownerId === null ? null : personOf(records, ownerId);
    counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  return [...counts]
    .map(([owner, count]) => ({ owner, count }))
    .sort((a, b) => Number(!a.owner) - Number(!b.owner) || compareNames(a.owner?.name ?? "", b.owner?.name ?? ""));
}

function compareNames(a: string, b: string): number {
  return a.localeCompare(b, "en-GB");
}

/** What somebody owns on the board, as far as it has to be said something about. */
export interface OwnUpdates {
  /** Those whose check-in is due today or was before: the longest overdue first, then in the board's order. */
  readonly due: readonly ObjectiveId[];
  /** What comes next; null if nothing will. */
  readonly next: { readonly objectiveId: ObjectiveId; readonly dueOn: CalendarDate } | null;
  /** How many cards they own, whether due or not. */
  readonly owned: number;
}

interface OwnComputed {
  readonly of: Sources;
  readonly people: PlanRecords["people"];
  readonly personId: PersonId;
  readonly updates: OwnUpdates;
}

const ownComputed = new WeakMap<PlanRecords["objectives"], OwnComputed>();

/** See `freshness`. `personId` as personOf gives it. */
export function ownUpdates(records: PlanRecords, personId: PersonId, now: number): OwnUpdates {
  const former = ownComputed.get(records.objectives);
  const samePerson = former?.personId === personId && former.people === records.people;
  if (samePerson && sameSources(former.of, { ...records, now })) return former.updates;
  const today = localDate(now);
  const own = columns(records)
    .flatMap(({ objectives }) => objectives)
    .filter((objective) => isOwn(records, objective, personId));
  const waiting = own.flatMap(({ id: objectiveId }) => {
    const dueOn = staleness(records, objectiveId, now)?.dueOn ?? null;
    return dueOn === null ? [] : [{ objectiveId, dueOn }];
  });
  // Sorting keeps the board's order among those due on one day.
  waiting.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
  const due = waiting.filter(({ dueOn }) => dueOn <= today).map(({ objectiveId }) => objectiveId);
  const updates: OwnUpdates = Object.freeze({ due, next: waiting[due.length] ?? null, owned: own.length });
  ownComputed.set(records.objectives, { of: { ...records, now }, people: records.people, personId, updates });
  return updates;
}

/** Whether a person, as personOf gives them, owns it. */
export function isOwn(records: PlanRecords, { ownerId }: Objective, personId: PersonId): boolean {
  return ownerId !== null && personOf(records, ownerId)?.id === personId;
}
