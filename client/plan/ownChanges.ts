// Stop 3 of the way of one drag: `run` gives a command the document, who asks and when, and remembers it for undo.
import type { Command, CommandContext, Done } from "#shared/commands/command.ts";
import { refuseWith } from "#shared/commands/commandError.ts";
import type { CommandError } from "#shared/commands/commandError.ts";
import { typing } from "#shared/commands/typing.ts";
import { UndoHistory } from "#shared/commands/undo.ts";
import type { TakeBack, Undone } from "#shared/commands/undo.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import type { Step } from "#shared/document/planTransaction.ts";
import type { Actor } from "#shared/model/actor.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { ok } from "#shared/model/result.ts";
import type { Result } from "#shared/model/result.ts";
import type { CommandAnswer } from "#shared/protocol/planCommand.ts";

import type { AskedCommand } from "./askedCommand.ts";
import { isDamaged, isFinal, mayWrite } from "./connectionMachine.ts";
import type { Connection } from "./connectionMachine.ts";
import { hasInverseCommand, runInverseCommand } from "./inverseCommand.ts";
import { PendingCommands } from "./pendingCommands.ts";
import type { PendingCommandsOptions, RefusedCommand } from "./pendingCommands.ts";
import type { TextAddress } from "./planSession.ts";
import type { TypedChange } from "./typedChanges.ts";

export interface OwnChangesOptions extends Omit<PendingCommandsOptions, "onChange" | "onRefused"> {
  readonly document: () => PlanDocument;
  readonly connection: () => Connection;
  /** This person, if these records have them. */
  readonly actor: (records: PlanRecords) => Actor;
  readonly now: () => number;
  /** What this device kept of commands that were asked for and not answered. */
  readonly kept: () => readonly AskedCommand[];
  /** What is shown of the plan is something else now. */
  readonly onShown: (records: PlanRecords) => void;
  readonly onAsking: (asking: boolean) => void;
  readonly onHistory: (can: { readonly canUndo: boolean; readonly canRedo: boolean }) => void;
  readonly onRefused: (refused: RefusedCommand) => void;
}

/**
 * What this person changes: by writing the document, or, if they may not, by asking the server to run the command, which
 * is then shown at once and taken off again if it is refused. Either way it can be undone.
 */
export class OwnChanges {
  readonly #options: OwnChangesOptions;
  readonly #pending: PendingCommands;
  #history = new UndoHistory();
  /** As the document has them. */
  #records: PlanRecords | null = null;
  #shown: PlanRecords | null = null;

  constructor(options: OwnChangesOptions) {
    this.#options = options;
    this.#pending = new PendingCommands({
      ...options,
      onChange: () => this.#onPending(),
      onRefused: (refused) => this.#onRefused(refused),
    });
  }

  run<Input, Output>(command: Command<Input, Output>, input: Input): Result<Done<Output>, CommandError> {
    const context = this.#context();
    if (!context.ok) return context;
    if (!this.#writes) return this.#ask(command, input);
    const done = command.run(input, context.value);
    if (done.ok) this.#history.record(command, done.value);
    this.#showHistory();
    return done;
  }

  /** What was typed into a text has been written already: it is remembered once its field is left. */
  typed(at: TextAddress, change: TypedChange): void {
    this.#history.record(...typing({ at, change }));
    this.#showHistory();
  }

  undo(): Result<Undone, CommandError> {
    const context = this.#context();
    const undone = context.ok ? this.#history.undo(context.value, this.#takeBack()) : context;
    this.#showHistory();
    return undone;
  }

  redo(): Result<Undone, CommandError> {
    const context = this.#context();
    const redone = context.ok ? this.#history.redo(context.value, this.#takeBack()) : context;
    this.#showHistory();
    return redone;
  }

  /** Takes in a version of the document's records and gives what is to be shown of them. */
  show(records: PlanRecords, all: boolean): PlanRecords {
    const isFirst = this.#records === null;
    this.#records = records;
    this.#pending.arrived(records, all);
    if (isFirst) this.#adopt(records);
    this.#shown = this.#pending.layOver(records);
    return this.#shown;
  }

  /** All that the server has is in the document. */
  synced(): void {
    if (!this.#records) return;
    this.#pending.arrived(this.#records, true);
    this.#onPending();
  }

  /** The server has greeted a new connection. What another window has asked for and not heard of is asked again. */
  connected(): void {
    if (this.#records) this.#adopt(this.#records);
    this.#pending.connected();
    this.#onPending();
  }

  lost(): void {
    this.#pending.lost();
  }

  hear(answer: CommandAnswer): void {
    this.#pending.hear(answer);
  }

  /** The document was dropped: what was written to it cannot be taken back in the next one. */
  forget(): void {
    this.#history = new UndoHistory();
    this.#showHistory();
  }

  stop(): void {
    this.#pending.stop();
  }

  get #writes(): boolean {
    return mayWrite(this.#options.connection().role);
  }

  #ask<Input, Output>(command: Command<Input, Output>, input: Input): Result<Done<Output>, CommandError> {
    const done = this.#asking(command, input);
    if (done.ok && done.value.steps.every(hasInverseCommand)) this.#history.record(command, done.value);
    this.#showHistory();
    return done;
  }

  #asking<Input, Output>(command: Command<Input, Output>, input: Input): Result<Done<Output>, CommandError> {
    const { actor, now } = this.#options;
    if (!this.#shown) return refuseWith("planNotLoaded");
    return this.#pending.ask(command, input, { records: this.#shown, actor: actor(this.#shown), now: now() });
  }

  /** How somebody who does not write the document takes a step back. */
  #takeBack(): TakeBack | undefined {
    if (this.#writes) return undefined;
    const run: typeof this.run = (command, input) => this.#asking(command, input);
    return (step: Step) => {
      const done = this.#shown ? runInverseCommand(step, this.#shown, run) : undefined;
      return done?.ok === true ? done.value.steps[0] : undefined;
    };
  }

  /** What a command works on, or why there is none now. */
  #context(): Result<CommandContext, CommandError> {
    const { document, connection, actor, now } = this.#options;
    if (isFinal(connection().closed)) return refuseWith("pageClosed");
    if (!this.#shown) return refuseWith("planNotLoaded");
    if (isDamaged(connection())) return refuseWith("planDamaged");
    return ok({ document: document(), records: this.#shown, actor: actor(this.#shown), now: now() });
  }

  #adopt(records: PlanRecords): void {
    const { kept, actor, now, onAsking } = this.#options;
    this.#pending.adopt(kept(), { records, actor: actor(records), now: now() });
    onAsking(this.#pending.waiting);
  }

  #onPending(): void {
    const { onAsking, onShown } = this.#options;
    onAsking(this.#pending.waiting);
    if (!this.#records) return;
    const shown = this.#pending.layOver(this.#records);
    if (shown === this.#shown) return;
    this.#shown = shown;
    onShown(shown);
  }

  #onRefused(refused: RefusedCommand): void {
    const { key } = refused;
    this.#history.forget((step) => "id" in step && step.id.startsWith(`${key}-`));
    this.#showHistory();
    this.#options.onRefused(refused);
  }

  #showHistory(): void {
    const { canUndo, canRedo } = this.#history;
    this.#options.onHistory({ canUndo, canRedo });
  }
}
