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
  /** The first thing typed first. Where others wrote in between there are several. */
  readonly changes: readonly Pick<TextStep, "before" | "after">[];
}

/** What was typed into a text, so that it can be taken back like a command that had written the same. */
export function typing({ at, changes }: Typed): readonly [{ name: string; action: Action }, Done<null>] {
  const steps = changes.map(({ before, after }) => ({ kind: "text", at, before, after }) as const);
  const [from, to] = [steps[0]?.before ?? "", steps.at(-1)?.after ?? ""];
  const summary = at.field === "title" ? `Renamed ${quoted(from)} to ${quoted(to)}` : `Changed the ${at.field}`;
  return [
    { name: "typing", action: TYPING[at.root] },
    { value: null, summary, steps },
  ];
}
