// Stop 4 of the way of one drag: may I, what changes; then one transaction.
import type { PlanOrigin } from "../document/origin.ts";
import type { PlanDocument } from "../document/planDocument.ts";
import { transactPlan } from "../document/planTransaction.ts";
import type { PlanTransaction, Step } from "../document/planTransaction.ts";
import type { Actor } from "../model/actor.ts";
import { newId } from "../model/id.ts";
import type { AnyId, IdSource, PersonId } from "../model/id.ts";
import { limits } from "../model/limits.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import { ok } from "../model/result.ts";
import type { Result } from "../model/result.ts";
import type { Stamp } from "../model/stamp.ts";
import { can } from "../permissions/can.ts";
import type { Action } from "../permissions/can.ts";
import { personOf } from "../queries/people.ts";
import { refuseWith } from "./commandError.ts";
import type { CommandError } from "./commandError.ts";
import { parseInput } from "./input.ts";
import type { InputShape } from "./input.ts";

/** What a command works on. `records` are those of `document` at this moment; `now` is milliseconds since 1970. */
export interface CommandContext {
  readonly document: PlanDocument;
  readonly records: PlanRecords;
  readonly actor: Actor;
  readonly now: number;
  /** What was said later than this is not known to the actor; all is known unless given. */
  readonly knownUntil?: number;
  /** What names what the command makes; random ids unless given. */
  readonly ids?: IdSource;
}

/** What a command did. `summary` is a sentence without a full stop; `steps` are for UndoHistory, none if nothing had to change. */
export interface Done<Output> {
  readonly value: Output;
  readonly summary: string;
  readonly steps: readonly Step[];
}

/** A named change of a plan. Refused, it has changed nothing. */
export interface Command<Input, Output> {
  readonly name: string;
  readonly action: Action;
  // A method, not a property: a command must also be usable where one of any input is, since it reads that itself.
  run(input: Input, context: CommandContext): Result<Done<Output>, CommandError>;
}

/** One write, no more than 64 KiB of it. */
export type Edit = (transaction: PlanTransaction) => void;

/** What a command decided to do, before it is done. No edits: all is as it was asked to be already. */
export interface Change<Output> {
  readonly value: Output;
  readonly summary: string;
  readonly edits: readonly Edit[];
}

interface Definition<Input, Output> {
  readonly name: string;
  readonly action: Action;
  readonly input: InputShape<Input>;
  /** Whom the thing to be changed belongs to; left out where that does not matter to `can`. */
  readonly target?: (input: Input, context: CommandContext) => PersonId | null;
  /** Checks everything and decides what to write; writes nothing itself. */
  readonly decide: (input: Input, context: CommandContext) => Result<Change<Output>, CommandError>;
}

/** Makes a command of its parts: understand the input, may I, decide, write. */
export function defineCommand<Input, Output>(definition: Definition<Input, Output>): Command<Input, Output> {
  const { name, action, target, decide } = definition;
  const run = (given: Input, context: CommandContext): Result<Done<Output>, CommandError> => {
    const input = parseInput(definition.input, given);
    if (!input.ok) return input;
    const actor = knownActor(context);
    if (!can(actor, action, target?.(input.value, context) ?? null)) return refuseWith("notAllowed");
    const change = decide(input.value, { ...context, actor });
    if (!change.ok) return change;
    const { value, summary, edits } = change.value;
    const steps = write(context.document, { kind: "command", name, actor }, edits);
    return edits.length > 0 && steps.length === 0 ? refuseWith("notChanged") : ok({ value, summary, steps });
  };
  return { name, action, run };
}

/** The actor as the person they are now, after merges. */
export function knownActor({ actor, records }: CommandContext): Actor {
  const person = actor.personId === null ? null : personOf(records, actor.personId);
  return person === null ? actor : { ...actor, personId: person.id };
}

export function newIdIn<T extends AnyId>({ ids = newId }: CommandContext): T {
  return ids<T>();
}

export function stampOf({ actor, now }: CommandContext): Stamp {
  return { by: actor.personId, at: now };
}

/**
 * Writes in one transaction; in several if it would be more than limits.transactionBytes. An edit is no more than half
 * of that, so a transaction that is not half full has room for one more.
 */
export function write(document: PlanDocument, origin: PlanOrigin, edits: readonly Edit[]): readonly Step[] {
  const steps: Step[] = [];
  let next = 0;
  while (next < edits.length) {
    const written = transactPlan(document, origin, (transaction) => {
      do {
        edits[next]?.(transaction);
        next += 1;
      } while (next < edits.length && transaction.bytes < limits.transactionBytes / 2);
    });
    for (const step of written) steps.push(step);
  }
  return steps;
}
