import type { Actor } from "../model/actor.ts";
import { isPlainObject } from "../model/json.ts";

/**
 * Why a transaction of ours happened; the `origin` of the Yjs transaction. What comes from elsewhere (the provider, the
 * local store, a text field) has other origins.
 */
export type PlanOrigin =
  | { readonly kind: "command"; readonly name: string; readonly actor: Actor }
  | { readonly kind: "undo" | "redo"; readonly actor: Actor }
  | { readonly kind: "upkeep"; readonly name: string };

/** Whether a transaction took back something that was done in this plan, or did it again. */
export function isUndoOrRedo(origin: unknown): boolean {
  return isPlainObject(origin) && (origin["kind"] === "undo" || origin["kind"] === "redo");
}
