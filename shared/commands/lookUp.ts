import type { KeyResultId, MissionId, ObjectiveId, PersonId } from "../model/id.ts";
import type { KeyResult } from "../model/keyResult.ts";
import type { Mission } from "../model/mission.ts";
import type { Objective } from "../model/objective.ts";
import type { Person } from "../model/person.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import { ok } from "../model/result.ts";
import type { Result } from "../model/result.ts";
import { personOf } from "../queries/people.ts";
import { refuseWith } from "./commandError.ts";
import type { CommandError } from "./commandError.ts";
import { quoted } from "./summaryWords.ts";

type Found<T> = Result<T, CommandError>;

export function anyObjective(records: PlanRecords, id: ObjectiveId): Found<Objective> {
  const objective = records.objectives.get(id);
  return objective ? ok(objective) : refuseWith("objectiveUnknown");
}

/** One that is not archived: only such a card can be changed. */
export function liveObjective(records: PlanRecords, id: ObjectiveId): Found<Objective> {
  const found = anyObjective(records, id);
  return found.ok && found.value.archived ? refuseWith("objectiveArchived", quoted(found.value.title)) : found;
}

export function anyMission(records: PlanRecords, id: MissionId): Found<Mission> {
  const mission = records.missions.get(id);
  return mission ? ok(mission) : refuseWith("missionUnknown");
}

export function liveMission(records: PlanRecords, id: MissionId): Found<Mission> {
  const found = anyMission(records, id);
  return found.ok && found.value.archived ? refuseWith("missionArchived", quoted(found.value.title)) : found;
}

/** The person an id stands for, after merges. */
export function anyPerson(records: PlanRecords, id: PersonId): Found<Person> {
  const person = personOf(records, id);
  return person ? ok(person) : refuseWith("personUnknown");
}

export function livePerson(records: PlanRecords, id: PersonId): Found<Person> {
  const found = anyPerson(records, id);
  return found.ok && found.value.archived ? refuseWith("personArchived", found.value.name) : found;
}

export function liveKeyResult(records: PlanRecords, id: KeyResultId): Found<KeyResult> {
  const keyResult = records.keyResults.get(id);
  return keyResult && keyResult.archived === null ? ok(keyResult) : refuseWith("keyResultUnknown");
}

/** How many of some records are not archived. */
export function countLive(records: ReadonlyMap<string, { readonly archived: unknown }>): number {
  let count = 0;
  for (const { archived } of records.values()) if (archived === null) count += 1;
  return count;
}
