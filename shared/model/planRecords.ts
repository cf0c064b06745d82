import type { CheckIn, Withdrawal } from "./checkIn.ts";
import type { CheckInId, KeyResultId, MissionId, ObjectiveId, PersonId } from "./id.ts";
import type { KeyResult } from "./keyResult.ts";
import type { Mission } from "./mission.ts";
import type { Objective } from "./objective.ts";
import type { Person } from "./person.ts";
import type { Plan } from "./plan.ts";

/**
 * A whole plan as valid, frozen records: what every query and every screen reads.
 * A record that did not change keeps its identity from one version to the next, and so does a map in which none did.
 */
export interface PlanRecords {
  readonly plan: Plan;
  readonly missions: ReadonlyMap<MissionId, Mission>;
  readonly objectives: ReadonlyMap<ObjectiveId, Objective>;
  readonly keyResults: ReadonlyMap<KeyResultId, KeyResult>;
  readonly checkIns: ReadonlyMap<CheckInId, CheckIn>;
  readonly withdrawals: ReadonlyMap<CheckInId, Withdrawal>;
  readonly people: ReadonlyMap<PersonId, Person>;
  /** Per objective: its check-ins, withdrawn ones too, by `at`, then id. No entry where there is none. */
  readonly histories: ReadonlyMap<ObjectiveId, readonly CheckIn[]>;
  /** Per objective: its key results that are not archived, oldest first. No entry where there is none. */
  readonly measures: ReadonlyMap<ObjectiveId, readonly KeyResult[]>;
}

/** A field that could not be read as it should be, and what was done instead. */
export interface ReadProblem {
  readonly root: string;
  readonly id: string;
  readonly field: string;
  readonly reason: "notARecord" | "missing" | "malformed" | "badId";
}
