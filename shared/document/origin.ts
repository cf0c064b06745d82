import type { Actor } from "../model/actor.ts";

/**
 * Why a transaction of ours happened; the `origin` of the Yjs transaction. What comes from elsewhere (the provider, the
 * local store, a text field) has other origins.
 */
export type PlanOrigin =
  | { readonly kind: "command"; readonly name: string; readonly actor: Actor }
  | { readonly kind: "undo" | "redo"; readonly actor: Actor }
  | { readonly kind: "upkeep"; readonly name: string };
