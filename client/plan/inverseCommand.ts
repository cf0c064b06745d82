import { restoreCheckIn, withdrawCheckIn } from "#shared/commands/checkIns.ts";
import type { Done } from "#shared/commands/command.ts";
import type { CommandError } from "#shared/commands/commandError.ts";
import type { Step } from "#shared/document/planTransaction.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import type { Result } from "#shared/model/result.ts";

import type { PlanSession } from "./planSession.ts";

/** Whether somebody who does not write the document can take such a step back: by a command of its own. */
export function hasInverseCommand({ kind }: Step): boolean {
  return kind === "checkIn" || kind === "withdrawal";
}

/** Takes a step back by a command. Undefined where none does that. */
export function runInverseCommand(
  step: Step,
  records: PlanRecords,
  run: PlanSession["run"],
): Result<Done<unknown>, CommandError> | undefined {
  if (step.kind === "checkIn") return run(withdrawCheckIn, { checkInId: step.id });
  const withdrawal = step.kind === "withdrawal" ? records.withdrawals.get(step.id) : undefined;
  return withdrawal && run(restoreCheckIn, { checkInId: withdrawal.of });
}
