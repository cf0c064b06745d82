import type { SetStep, Step } from "../document/planTransaction.ts";
import { isStillMine } from "../document/stillMine.ts";
import { NEVER_WRITTEN } from "../document/typedMap.ts";
import type { CheckIn } from "../model/checkIn.ts";
import { newId, parseId } from "../model/id.ts";
import type { CheckInId, PersonId } from "../model/id.ts";
import { isPlainObject } from "../model/json.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import { personOf } from "../queries/people.ts";
import { stampOf } from "./command.ts";
import type { CommandContext, Edit } from "./command.ts";

/**
 * What takes a step back: the former value written anew. Of a text it is to take back one's own letters, of an add to
 * archive, of a check-in to withdraw, of a withdrawal to record the same again under a new id. Undefined where the step's
 * outcome is no longer the actor's own.
 */
export function inverseOf(step: Step, context: CommandContext): Edit | undefined {
  const { document, records } = context;
  switch (step.kind) {
    case "added": {
      if (!isStillMine(document, step)) return undefined;
      const at = { root: step.root, id: step.id, field: "archived" };
      return (transaction) => transaction.setAt(at, stampOf(context));
    }
    case "set": {
      // Where the former value had not arrived yet there is nothing to go back to.
      if (step.before === undefined || !isStillMine(document, step)) return undefined;
      return (transaction) => transaction.setAt(step.at, formerValue(step, context));
    }
    case "entry":
      if (!isStillMine(document, step)) return undefined;
      return (transaction) => transaction.setEntry(step.at, step.key, step.before);
    case "text":
      if (!isStillMine(document, step)) return undefined;
      return (transaction) => transaction.takeBackText(step);
    case "checkIn": {
      const checkIn = ownCheckIn(context, step.id);
      if (!checkIn || checkIn.withdrawnAt !== null) return undefined;
      const withdrawal = { id: newId<CheckInId>(), of: checkIn.id, at: context.now, by: checkIn.by };
      return (transaction) => transaction.addWithdrawal(withdrawal);
    }
    case "withdrawal": {
      const withdrawal = records.withdrawals.get(step.id);
      const checkIn = withdrawal && ownCheckIn(context, withdrawal.of);
      if (!checkIn || checkIn.withdrawnAt === null) return undefined;
      // With its own date and what it followed then: what others have said since goes on counting as later.
      const again = { ...checkIn, id: newId<CheckInId>() };
      return (transaction) => transaction.addCheckIn(again);
    }
  }
}

/**
 * Pairs of the names that a value had, and has after `inverse` has written it anew: of the write in the document, and
 * the id of a check-in that was recorded again.
 */
export function renameOf(step: Step, inverse: Step, records: PlanRecords): readonly [string, string] | undefined {
  if (step.kind === "withdrawal") {
    const withdrawal = records.withdrawals.get(step.id);
    return withdrawal && inverse.kind === "checkIn" ? [withdrawal.of, inverse.id] : undefined;
  }
  if (step.kind !== "set" && step.kind !== "entry") return undefined;
  if (inverse.kind !== step.kind || step.formerWrite === NEVER_WRITTEN) return undefined;
  return [step.formerWrite, inverse.write];
}

export function renameIn(step: Step, names: ReadonlyMap<string, string>): Step {
  switch (step.kind) {
    case "added":
      return { ...step, write: names.get(step.write) ?? step.write };
    case "set":
    case "entry": {
      const { write, formerWrite } = step;
      return { ...step, write: names.get(write) ?? write, formerWrite: names.get(formerWrite) ?? formerWrite };
    }
    case "checkIn": {
      return { ...step, id: parseId<CheckInId>(names.get(step.id)) ?? step.id };
    }
    case "withdrawal":
    case "text":
      return step;
  }
}

/** A placement or an archiving that comes back is somebody's decision now, so it carries who and when. */
function formerValue({ at, before }: SetStep, context: CommandContext): unknown {
  const isStamped = at.field === "placement" || at.field === "archived";
  return isStamped && isPlainObject(before) ? { ...before, ...stampOf(context) } : before;
}

function ownCheckIn({ records, actor }: CommandContext, id: CheckInId): CheckIn | undefined {
  const checkIn = records.checkIns.get(id);
  if (!checkIn || actor.personId === null) return undefined;
  return samePerson(records, checkIn.by, actor.personId) ? checkIn : undefined;
}

function samePerson(records: PlanRecords, a: PersonId, b: PersonId): boolean {
  return (personOf(records, a)?.id ?? a) === (personOf(records, b)?.id ?? b);
}
