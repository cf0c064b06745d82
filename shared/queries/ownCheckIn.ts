import type { CheckIn } from "../model/checkIn.ts";
import type { ObjectiveId, PersonId } from "../model/id.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import { latestOf } from "./checkInOrder.ts";
import { personOf } from "./people.ts";

/** What a person said last about an objective and has not taken back, under any merged name; null if nothing. */
export function lastOwnCheckIn(records: PlanRecords, objectiveId: ObjectiveId, personId: PersonId): CheckIn | null {
  const me = personOf(records, personId)?.id;
  const history = records.histories.get(objectiveId) ?? [];
  return me === undefined ? null : latestOf(history, ({ by }) => personOf(records, by)?.id === me);
}
