import * as Y from "yjs";

import type { Turns } from "./turns.ts";
import type { Struct, StructRun } from "./updateParts.ts";

/** So many structs are put in order without a pause. */
const STRIDE = 256;

/**
 * The structs of several clients in an order in which each comes after all that it builds on. They must build on nothing
 * but each other and what the document has. Undefined if they wait for each other in a circle.
 */
export function* inCausalOrder(runs: readonly StructRun[], { store }: Y.Doc): Turns<readonly Struct[] | undefined> {
  const ends = new Map<number, number>();
  const isThere = (ref: Struct["left"] | string): boolean =>
    ref === null || typeof ref === "string" || ref.clock < (ends.get(ref.client) ?? Y.getState(store, ref.client));
  const ordered: Struct[] = [];
  let waiting = runs.map(({ structs }) => ({ structs, at: 0 }));
  while (waiting.length > 0) {
    const before = ordered.length;
    for (const run of waiting) {
      for (let struct = run.structs[run.at]; struct; struct = run.structs[run.at]) {
        if (!isThere(struct.left) || !isThere(struct.right) || !isThere(struct.parent)) break;
        ordered.push(struct);
        ends.set(struct.client, struct.clock + struct.length);
        run.at += 1;
        if (ordered.length % STRIDE === 0) yield;
      }
    }
    if (ordered.length === before) return undefined;
    waiting = waiting.filter(({ structs, at }) => at < structs.length);
    yield;
  }
  return ordered;
}
