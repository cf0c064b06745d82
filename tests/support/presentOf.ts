import { writePresent } from "#shared/exchange/presentRecords.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";

/** What a board shows of a plan, however much that is. */
export function presentOf(records: PlanRecords): string {
  const present = writePresent(records, { characters: Infinity, looks: Infinity });
  if (present === null) throw new Error("Without limits everything is written.");
  return present;
}
