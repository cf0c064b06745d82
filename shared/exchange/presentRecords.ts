import { groupMeasures } from "../document/groupMeasures.ts";
import { parseCheckInEntry, storeCheckIn } from "../model/checkIn.ts";
import type { CheckIn } from "../model/checkIn.ts";
import { freezeAll } from "../model/freezeAll.ts";
import type { CheckInId, KeyResultId, ObjectiveId } from "../model/id.ts";
import type { KeyResult } from "../model/keyResult.ts";
import type { Mission } from "../model/mission.ts";
import type { Objective } from "../model/objective.ts";
import type { Person } from "../model/person.ts";
import type { Plan } from "../model/plan.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import type { Status } from "../model/status.ts";
import { objectiveState, standAs } from "../queries/objectiveState.ts";

/** What is written, each part as a list: records as they are, check-ins as they are stored. */
interface Present {
  readonly plan: readonly [Plan];
  readonly missions: readonly Mission[];
  readonly objectives: readonly Objective[];
  readonly keyResults: readonly KeyResult[];
  readonly people: readonly Person[];
  readonly checkIns: readonly (readonly [id: string, stored: unknown])[];
  readonly standings: readonly Standing[];
}

/** How an objective stands of which something was said. */
interface Standing {
  readonly objectiveId: ObjectiveId;
  readonly status: Status;
  readonly progress: number | null;
  readonly values: readonly (readonly [KeyResultId, number])[];
  readonly lastCheckIn: CheckInId;
  readonly lastWorded: CheckInId | null;
}

export interface PresentLimits {
  /** Characters it may have. */
  readonly characters: number;
  /** How often a check-in may be looked at. */
  readonly looks: number;
}

/**
 * What a board shows of a plan, as JSON: all of it but the histories, and how each objective stands. A browser reads it in a
 * fraction of the time that the document takes it, however much was ever said.
 *
 * @returns null if it would go beyond the limits, which only a plan that was made for that does
 */
export function writePresent(records: PlanRecords, limits: PresentLimits): string | null {
  const standings = standingsOf(records, limits.looks);
  if (!standings) return null;
  const said = new Set(standings.flatMap(({ lastCheckIn, lastWorded }) => [lastCheckIn, lastWorded ?? lastCheckIn]));
  const parts: { readonly [Part in keyof Present]: Iterable<Present[Part][number]> } = {
    plan: [records.plan],
    missions: records.missions.values(),
    objectives: records.objectives.values(),
    keyResults: records.keyResults.values(),
    people: records.people.values(),
    checkIns: [...said].flatMap((id): Present["checkIns"] => {
      const checkIn = records.checkIns.get(id);
      return checkIn ? [[id, storeCheckIn(checkIn)]] : [];
    }),
    standings,
  };
  return writeParts(parts, limits.characters);
}

function standingsOf(records: PlanRecords, mostLooks: number): readonly Standing[] | null {
  const standings: Standing[] = [];
  let looks = 0;
  for (const [objectiveId, history] of records.histories) {
    looks += history.length * (1 + (records.measures.get(objectiveId)?.length ?? 0));
    if (looks > mostLooks) return null;
    const { status, progress, values, lastCheckIn, lastWorded } = objectiveState(records, objectiveId);
    if (!lastCheckIn) continue;
    standings.push({
      objectiveId,
      status,
      progress,
      values: [...values],
      lastCheckIn: lastCheckIn.id,
      lastWorded: lastWorded?.id ?? null,
    });
  }
  return standings;
}

/** Entry by entry: what swells as it is written, as control characters do, is given up in time. */
function writeParts(parts: Readonly<Record<string, Iterable<unknown>>>, mostCharacters: number): string | null {
  const written: string[] = [];
  let left = mostCharacters;
  for (const [name, entries] of Object.entries(parts)) {
    const texts: string[] = [];
    for (const entry of entries) {
      const text = JSON.stringify(entry);
      left -= text.length;
      if (left < 0) return null;
      texts.push(text);
    }
    written.push(`"${name}":[${texts.join(",")}]`);
  }
  return `{${written.join(",")}}`;
}

/**
 * Records in which a history is no more than what was said last, and last put in words. Each objective stands as it does
 * with all of it.
 *
 * @param text as `writePresent` has written it
 */
export function readPresent(text: string): PlanRecords {
  const { plan, missions, objectives, keyResults, people, standings, ...rest } = freezeAll(JSON.parse(text) as Present);
  const checkIns = readCheckIns(rest.checkIns);
  const measured = byId(keyResults);
  const histories = new Map<ObjectiveId, readonly CheckIn[]>();
  const records: PlanRecords = Object.freeze({
    plan: plan[0],
    missions: byId(missions),
    objectives: byId(objectives),
    keyResults: measured,
    people: byId(people),
    measures: groupMeasures(new Map(), measured),
    checkIns,
    withdrawals: new Map(),
    histories,
  });
  for (const { objectiveId, lastCheckIn, lastWorded, values, ...standing } of standings) {
    const [last, worded] = [checkIns.get(lastCheckIn) ?? null, checkIns.get(lastWorded ?? lastCheckIn) ?? null];
    histories.set(objectiveId, Object.freeze([...new Set([worded, last])].filter((checkIn) => checkIn !== null)));
    standAs(
      records,
      objectiveId,
      Object.freeze({
        ...standing,
        values: new Map(values),
        lastCheckIn: last,
        lastWorded: lastWorded === null ? null : worded,
      }),
    );
  }
  return records;
}

function byId<Shaped extends { readonly id: string }>(list: readonly Shaped[]): ReadonlyMap<Shaped["id"], Shaped> {
  return new Map(list.map((record) => [record.id, record]));
}

function readCheckIns(stored: Present["checkIns"]): ReadonlyMap<CheckInId, CheckIn> {
  const checkIns = new Map<CheckInId, CheckIn>();
  for (const [id, value] of stored) {
    const entry = parseCheckInEntry(id, value);
    if (entry?.kind === "checkIn") checkIns.set(entry.checkIn.id, entry.checkIn);
  }
  return checkIns;
}
