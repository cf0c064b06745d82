import type { PlanContent } from "#shared/document/writePlan.ts";
import { SCHEMA_VERSION } from "#shared/document/layout.ts";
import { sortKeysBetween } from "#shared/document/sortKey.ts";
import { addDays, parseCalendarDate } from "#shared/model/calendarDate.ts";
import type { CalendarDate } from "#shared/model/calendarDate.ts";
import type { RecordedCheckIn } from "#shared/model/checkIn.ts";
import { DAY_MS, HOUR_MS } from "#shared/model/duration.ts";
import { newId } from "#shared/model/id.ts";
import type { CheckInId, KeyResultId, MissionId, ObjectiveId, PersonId } from "#shared/model/id.ts";
import type { KeyResult } from "#shared/model/keyResult.ts";
import type { Mission } from "#shared/model/mission.ts";
import type { Objective } from "#shared/model/objective.ts";
import type { Person } from "#shared/model/person.ts";
import { parseStatus } from "#shared/model/status.ts";

import source from "./source.json" with { type: "json" };

type SourceObjective = (typeof source.objectives)[number];

/** When on its day everything in the example happened, in milliseconds from midnight UTC. */
const MORNING = 9 * HOUR_MS;
/** Days before `asOf` at which the example's plan was drawn up: before the first check-in. */
const DRAWN_UP = 42;

/**
 * The example: a council ICT service's plan of autumn 2019, moved by whole weeks so that it is as of the last seven
 * days. Every call gives new ids.
 *
 * @param now milliseconds since 1970
 */
export function examplePlan(now: number): PlanContent {
  const weeks = Math.floor((now - Date.parse(source.asOf)) / (7 * DAY_MS));
  const day = (text: string): CalendarDate => moved(text, weeks * 7);
  const at = (text: string): number => Math.min(now, Date.parse(day(text)) + MORNING);
  const created = { by: null, at: at(source.asOf) - DRAWN_UP * DAY_MS };

  const missionIds = new Map(source.missions.map(({ id }) => [id, newId<MissionId>()]));
  const personIds = new Map(source.people.map(({ id }) => [id, newId<PersonId>()]));
  const missionKeys = sortKeysBetween(null, null, source.missions.length);
  const cardKeys = sortKeysBetween(null, null, source.objectives.length);

  const missions = source.missions.map(({ id, title, statement }, index): Mission => {
    const placement = { sortKey: keyAt(missionKeys, index), ...created };
    // One after the other, as people make them: the order in which missions were made gives them their colours.
    const made = { by: null, at: created.at + index };
    return { id: idOf(missionIds, id), title, statement, placement, cadenceDays: null, created: made, archived: null };
  });
  const people = source.people.map(({ id, name }): Person => ({
    id: idOf(personIds, id),
    name,
    mergedInto: null,
    created,
    archived: null,
  }));
  const objectives: Objective[] = [];
  const keyResults: KeyResult[] = [];
  const checkIns: RecordedCheckIn[] = [];
  for (const [index, given] of source.objectives.entries()) {
    const id = newId<ObjectiveId>();
    const ownerId = idOf(personIds, given.owner);
    const placement = { missionId: idOf(missionIds, given.mission), sortKey: keyAt(cardKeys, index), ...created };
    const due = day(given.due);
    objectives.push({ id, title: given.title, notes: "", placement, ownerId, due, links: [], created, archived: null });
    const measured = given.keyResults.map(({ title, unit, start, target }, order): KeyResult => {
      const kind = unit === "%" ? "percent" : "number";
      // One millisecond apart, because an objective shows its key results oldest first.
      const made = { by: null, at: created.at + order };
      return {
        id: newId(),
        objectiveId: id,
        title,
        measure: { kind, unit, start, target },
        former: [],
        created: made,
        archived: null,
      };
    });
    keyResults.push(...measured);
    if (given.checkIn) checkIns.push(lastCheckIn(given, given.checkIn, id, ownerId, measured, at));
  }
  const { title, purpose, cadenceDays } = source;
  return {
    plan: { title, purpose, cadenceDays, schemaVersion: SCHEMA_VERSION, created: { by: null, at: now } },
    missions: mapById(missions),
    objectives: mapById(objectives),
    keyResults: mapById(keyResults),
    people: mapById(people),
    checkIns: mapById(checkIns),
    withdrawals: new Map(),
  };
}

/** What the owner said last; where the objective stands by its key results is said in their values. */
function lastCheckIn(
  given: SourceObjective,
  said: NonNullable<SourceObjective["checkIn"]>,
  objectiveId: ObjectiveId,
  by: PersonId,
  measured: readonly KeyResult[],
  at: (text: string) => number,
): RecordedCheckIn {
  const values = new Map<KeyResultId, number>();
  for (const [index, { id }] of measured.entries()) {
    const current = given.keyResults[index]?.current;
    if (current !== undefined) values.set(id, current);
  }
  const progress = "progress" in said && measured.length === 0 ? (said.progress ?? null) : null;
  const status = parseStatus(said.status) ?? null;
  const id = newId<CheckInId>();
  return { id, objectiveId, at: at(said.at), by, status, progress, values, note: said.note, after: [] };
}

function moved(text: string, days: number): CalendarDate {
  const date = parseCalendarDate(text);
  if (date === undefined) throw new Error(`The example names a day that does not exist: ${text}`);
  return addDays(date, days);
}

function idOf<Id extends string>(ids: ReadonlyMap<string, Id>, name: string): Id {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`The example names “${name}”, which is not in it.`);
  return id;
}

function keyAt(keys: readonly string[], index: number): string {
  const key = keys[index];
  if (key === undefined) throw new Error("There are fewer order keys than were asked for.");
  return key;
}

function mapById<Id extends string, Kept extends { readonly id: Id }>(records: readonly Kept[]): ReadonlyMap<Id, Kept> {
  return new Map(records.map((record) => [record.id, record]));
}
