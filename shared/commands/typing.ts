import type { TextStep } from "../document/planTransaction.ts";
import type { Action } from "../permissions/can.ts";
import type { Done } from "./command.ts";
import { quoted } from "./summaryWords.ts";

/** Where texts lie that are typed into, and what doing so is to whoever may. */
const TYPING = { plan: "editPlan", missions: "editMissions", objectives: "editObjectives" } as const satisfies Record<
  string,
  Action
>;

export type TypedRoot = keyof typeof TYPING;

interface Typed {
  readonly at: { readonly root: TypedRoot; readonly id: string; readonly field: string };
  readonly change: Pick<TextStep, "before" | "after" | "edit">;
}

/** What was typed into a text, so that it can be taken back like a command that had written the same. */
export function typing({ at, change }: Typed): readonly [{ name: string; action: Action }, Done<null>] {
  const { before, after } = change;
  const summary = at.field === "title" ? `Renamed ${quoted(before)} to ${quoted(after)}` : `Changed the ${at.field}`;
  return [
    { name: "typing", action: TYPING[at.root] },
    { value: null, summary, steps: [{ kind: "text", at, ...change }] },
  ];
}
