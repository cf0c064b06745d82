import type { Command, CommandContext, Done } from "#shared/commands/command.ts";
import type { CommandError } from "#shared/commands/commandError.ts";
import { commandNamed } from "#shared/commands/commandNamed.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import { layOver } from "#shared/document/planProjection.ts";
import type { Step } from "#shared/document/planTransaction.ts";
import { idsUnder, newId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import type { Result } from "#shared/model/result.ts";
import type { CommandAnswer, CommandRefusal, CommandRequest } from "#shared/protocol/planCommand.ts";

import type { AskedCommand } from "./askedCommand.ts";

/** Something that was asked of the server and refused. What it showed is gone again. */
export interface RefusedCommand extends AskedCommand {
  readonly error: CommandRefusal;
}

export interface PendingCommandsOptions {
  /** Puts a command on the wire; false if there is no connection that the server has greeted. */
  readonly send: (request: CommandRequest) => boolean;
  /** Keeps it on this device until it is answered. */
  readonly keep: (asked: AskedCommand) => void;
  /** These keys have been answered, one way or the other. */
  readonly drop: (keys: readonly string[]) => void;
  /** What is to be shown has changed, or whether anything waits for an answer. */
  readonly onChange: () => void;
  readonly onRefused: (refused: RefusedCommand) => void;
  /** Multiplies every wait; 1 but in tests. */
  readonly timeScale: number;
}

interface PendingCommand extends AskedCommand {
  /** What it has put on the page; nothing where it was found done already. */
  readonly steps: readonly Step[];
  readonly answered: boolean;
}

/** Refusals that are about now, not about what was asked. */
const NOT_NOW: ReadonlySet<string> = new Set(["tooManyCommands", "cannotSave"]);
/** Milliseconds until it is asked again then. */
const LATER = 10_000;

/**
 * What somebody who does not write the plan's document has asked the server to do, until that has come back as part of
 * the document. Meanwhile it is shown from a page laid over the plan's records: a document of its own that nothing sends.
 * What a command makes has the same id here and there, so nothing on the screen changes when the page goes.
 *
 * Asked in order, one at a time, each under its key until it is answered, over reloads too.
 */
export class PendingCommands {
  readonly #options: PendingCommandsOptions;
  #pending: readonly PendingCommand[] = [];
  #page: PlanDocument = planDocument(newYDoc());
  /** The key that was sent on this connection and is not answered yet. */
  #underWay: string | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PendingCommandsOptions) {
    this.#options = options;
  }

  /** Whether something has not been answered yet. */
  get waiting(): boolean {
    return this.#pending.some(({ answered }) => !answered);
  }

  /** Does it on the page and asks the server for it. A command that would change what is in the plan already is refused. */
  ask<Input, Output>(
    command: Command<Input, Output>,
    input: Input,
    context: Omit<CommandContext, "document" | "ids">,
  ): Result<Done<Output>, CommandError> {
    const key: string = newId();
    const done = command.run(input, { ...context, document: this.#page, ids: idsUnder(key) });
    if (!done.ok || done.value.steps.length === 0) return done;
    const asked = { key, name: command.name, input, at: context.now };
    this.#options.keep(asked);
    this.#pending = [...this.#pending, { ...asked, steps: done.value.steps, answered: false }];
    this.#sendNext();
    this.#options.onChange();
    return done;
  }

  /** Takes over what this device kept, or another window has asked for and not been answered. `onChange` is not told. */
  adopt(commands: readonly AskedCommand[], context: Omit<CommandContext, "document" | "ids">): void {
    for (const asked of commands) {
      const { key, name, input, at } = asked;
      if (this.#pending.some((pending) => pending.key === key)) continue;
      const records = this.layOver(context.records);
      const there = { ...context, records, document: this.#page, now: at, ids: idsUnder(key) };
      const done = commandNamed(name)?.run(input, there);
      // Where it cannot be done here any more the server knows why, or has done it already.
      const steps = done?.ok === true ? done.value.steps : [];
      this.#pending = [...this.#pending, { key, name, input, at, steps, answered: false }];
    }
    this.#sendNext();
  }

  /** What is to be shown of these records. */
  layOver(records: PlanRecords): PlanRecords {
    return this.#pending.some(({ steps }) => steps.length > 0) ? layOver(records, this.#page) : records;
  }

  /** The server has greeted this connection, or has sent what it has. */
  connected(): void {
    this.#underWay = null;
    this.#sendNext();
  }

  lost(): void {
    this.#underWay = null;
    clearTimeout(this.#again);
  }

  hear(answer: CommandAnswer): void {
    if (this.#underWay === answer.key) this.#underWay = null;
    const pending = this.#pending.find(({ key }) => key === answer.key);
    if (pending && !answer.ok && NOT_NOW.has(answer.error.code)) {
      this.#again = setTimeout(() => this.#sendNext(), LATER * this.#options.timeScale);
      return;
    }
    if (pending) this.#settle(pending, answer);
    this.#sendNext();
  }

  /** Puts away what was answered and is in these records, or will never be, since they are all that the server has. */
  arrived(records: PlanRecords, all: boolean): void {
    const left = this.#pending.filter(({ answered, steps }) => !answered || !(all || areIn(records, steps)));
    if (left.length === this.#pending.length) return;
    this.#pending = left;
    if (left.length === 0) this.#page = planDocument(newYDoc());
  }

  stop(): void {
    clearTimeout(this.#again);
  }

  #settle(pending: PendingCommand, answer: CommandAnswer): void {
    const { drop, onChange, onRefused } = this.#options;
    if (answer.ok) {
      this.#pending = this.#pending.map((one) => (one === pending ? { ...one, answered: true } : one));
      drop([pending.key]);
      onChange();
      return;
    }
    // What builds on it would be refused as well, for a reason that means nothing to anybody.
    const gone = this.#pending.filter((one) => one === pending || (!one.answered && names(one.input, pending.key)));
    for (const { steps } of gone) takeOff(this.#page, steps);
    this.#pending = this.#pending.filter((one) => !gone.includes(one));
    drop(gone.map(({ key }) => key));
    onChange();
    const { key, name, input, at } = pending;
    onRefused({ key, name, input, at, error: answer.error });
  }

  #sendNext(): void {
    clearTimeout(this.#again);
    const next = this.#pending.find(({ answered }) => !answered);
    if (!next || this.#underWay !== null) return;
    const { key, name, input, at } = next;
    if (this.#options.send({ key, name, input, at })) this.#underWay = key;
  }
}

function areIn(records: PlanRecords, steps: readonly Step[]): boolean {
  return steps.every((step) => {
    if (step.kind === "checkIn") return records.checkIns.has(step.id);
    if (step.kind === "withdrawal") return records.withdrawals.has(step.id);
    return step.kind !== "added" || new Map<string, unknown>(records[step.root]).has(step.id);
  });
}

function takeOff({ roots }: PlanDocument, steps: readonly Step[]): void {
  for (const step of steps) {
    if (step.kind === "checkIn" || step.kind === "withdrawal") roots.checkIns.delete(step.id);
    if (step.kind === "added") roots[step.root].delete(step.id);
  }
}

/** Whether an input names something that was to be made under that key. */
function names(input: unknown, key: string): boolean {
  return (JSON.stringify(input) ?? "").includes(`"${key}-`);
}
