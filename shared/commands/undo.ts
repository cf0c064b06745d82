import type { PlanOrigin } from "../document/origin.ts";
import type { Step } from "../document/planTransaction.ts";
import { ok } from "../model/result.ts";
import type { Result } from "../model/result.ts";
import { can } from "../permissions/can.ts";
import type { Action } from "../permissions/can.ts";
import { knownActor, write } from "./command.ts";
import type { CommandContext, Edit } from "./command.ts";
import { refuseWith } from "./commandError.ts";
import type { CommandError } from "./commandError.ts";
import { inverseOf, renameIn, renameOf } from "./inverse.ts";

/**
 * What an undo or redo did: the summary of the command it was about, and its own steps, one for each change. `left`
 * counts the changes that were not taken back, since others have changed them; `mixed`: of a text one's own part was,
 * and it is not as it was before, for others have changed it too.
 */
export interface Undone {
  readonly summary: string;
  readonly steps: readonly Step[];
  readonly left: number;
  readonly mixed: boolean;
}

/** Takes one step back, and gives the step that did so; undefined where it is no longer the actor's own. */
export type TakeBack = (step: Step) => Step | undefined;

interface Entry {
  readonly name: string;
  readonly action: Action;
  readonly summary: string;
  readonly steps: readonly Step[];
}

const MOST_ENTRIES = 100;

/**
 * What one person did here, newest last, to take back and do again. An undo is a change like any other: it writes the
 * former value anew, and only where what this person wrote is still there.
 */
export class UndoHistory {
  #undoable: Entry[] = [];
  #redoable: Entry[] = [];

  get canUndo(): boolean {
    return this.#undoable.length > 0;
  }

  get canRedo(): boolean {
    return this.#redoable.length > 0;
  }

  /** Remembers a command that was done. One that had nothing to change is not remembered. */
  record({ name, action }: Pick<Entry, "name" | "action">, { summary, steps }: Pick<Entry, "summary" | "steps">): void {
    if (steps.length === 0) return;
    this.#undoable = [...this.#undoable, { name, action, summary, steps }].slice(-MOST_ENTRIES);
    this.#redoable = [];
  }

  /** @param takeBack how a step is taken back; by writing the document unless given */
  undo(context: CommandContext, takeBack?: TakeBack): Result<Undone, CommandError> {
    const entry = this.#undoable.at(-1);
    if (!entry) return refuseWith("nothingToUndo");
    return this.#invert(entry, "undo", context, takeBack);
  }

  redo(context: CommandContext, takeBack?: TakeBack): Result<Undone, CommandError> {
    const entry = this.#redoable.at(-1);
    if (!entry) return refuseWith("nothingToRedo");
    return this.#invert(entry, "redo", context, takeBack);
  }

  /** Forgets what has not come to be after all. */
  forget(isGone: (step: Step) => boolean): void {
    const stays = ({ steps }: Entry): boolean => !steps.some(isGone);
    this.#undoable = this.#undoable.filter(stays);
    this.#redoable = this.#redoable.filter(stays);
  }

  #invert(
    entry: Entry,
    kind: "undo" | "redo",
    context: CommandContext,
    takeBack: TakeBack | undefined,
  ): Result<Undone, CommandError> {
    const actor = knownActor(context);
    // The steps are one's own, so what is asked is whether the role still allows such a thing at all.
    if (!can(actor, entry.action, actor.personId)) return refuseWith("notAllowed");
    const origin: PlanOrigin = { kind, actor };
    const { mine, steps } = takeBack
      ? takenBackBy(takeBack, entry.steps)
      : takenBackIn({ ...context, actor }, origin, entry.steps);
    (kind === "undo" ? this.#undoable : this.#redoable).pop();
    const left = entry.steps.length - mine.length;
    if (mine.length === 0) return refuseWith("changedSince", `What you did (${lowerFirst(entry.summary)})`);
    this.#rename(mine, steps, context);
    (kind === "undo" ? this.#redoable : this.#undoable).push({ ...entry, steps });
    return ok({ summary: entry.summary, steps, left, mixed: mine.some((step, nth) => isMixed(step, steps[nth])) });
  }

  /**
   * A former value that is written anew is a new write in the document, and a check-in recorded again has a new id.
   * Older entries know them by their former names; without this, a second undo in a row would take its own value for
   * somebody else's.
   */
  #rename(steps: readonly Step[], inverses: readonly Step[], { records }: CommandContext): void {
    const names = new Map<string, string>();
    for (const [nth, step] of steps.entries()) {
      const inverse = inverses[nth];
      const rename = inverse && renameOf(step, inverse, records);
      if (rename) names.set(...rename);
    }
    if (names.size === 0) return;
    const renamed = (entry: Entry): Entry => ({ ...entry, steps: entry.steps.map((step) => renameIn(step, names)) });
    this.#undoable = this.#undoable.map(renamed);
    this.#redoable = this.#redoable.map(renamed);
  }
}

/** Steps that were taken back, the last first, and for each the one that did it. */
interface TakenBack {
  readonly mine: readonly Step[];
  readonly steps: readonly Step[];
}

function takenBackIn(context: CommandContext, origin: PlanOrigin, steps: readonly Step[]): TakenBack {
  const mine: Step[] = [];
  const edits: Edit[] = [];
  for (const step of steps.toReversed()) {
    const edit = inverseOf(step, context);
    if (!edit) continue;
    mine.push(step);
    edits.push(edit);
  }
  return { mine, steps: write(context.document, origin, edits) };
}

function takenBackBy(takeBack: TakeBack, steps: readonly Step[]): TakenBack {
  const taken = steps.toReversed().map((step) => ({ step, inverse: takeBack(step) }));
  const done = taken.flatMap(({ step, inverse }) => (inverse ? [{ step, inverse }] : []));
  return { mine: done.map(({ step }) => step), steps: done.map(({ inverse }) => inverse) };
}

function isMixed(step: Step, inverse: Step | undefined): boolean {
  return step.kind === "text" && inverse?.kind === "text" && inverse.after !== step.before;
}

function lowerFirst(sentence: string): string {
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1);
}
