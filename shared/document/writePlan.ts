import type { RecordedCheckIn } from "../model/checkIn.ts";
import type { CheckInId } from "../model/id.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import type { PlanDocument } from "./planDocument.ts";
import { createPlanRoot } from "./planTransaction.ts";
import { transactUpkeep } from "./upkeep.ts";

/** All that is written down of a plan; the rest of PlanRecords follows from it. */
export interface PlanContent extends Pick<
  PlanRecords,
  "plan" | "missions" | "objectives" | "keyResults" | "people" | "withdrawals"
> {
  readonly checkIns: ReadonlyMap<CheckInId, RecordedCheckIn>;
}

/** Fills an empty document with a whole plan. Only for a document that nobody else has yet. */
export function writePlan(document: PlanDocument, content: PlanContent): void {
  transactUpkeep(document, "write a whole plan", (transaction) => {
    createPlanRoot(document, content.plan);
    for (const mission of content.missions.values()) transaction.add("missions", mission.id, mission);
    for (const objective of content.objectives.values()) transaction.add("objectives", objective.id, objective);
    for (const keyResult of content.keyResults.values()) transaction.add("keyResults", keyResult.id, keyResult);
    for (const person of content.people.values()) transaction.add("people", person.id, person);
    for (const checkIn of content.checkIns.values()) transaction.addCheckIn(checkIn);
    for (const withdrawal of content.withdrawals.values()) transaction.addWithdrawal(withdrawal);
  });
}
