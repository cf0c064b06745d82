// Stop 7 of the way of one drag: what may enter a plan's document, decided before any of it is applied.
import * as Y from "yjs";

import { FIRST_CLIENT_ID } from "#shared/document/planDocument.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import type { Limits } from "../limits.ts";
import { decodeUpdate } from "./decodedUpdate.ts";
import type { DecodedUpdate, Struct } from "./decodedUpdate.ts";
import { Nesting, nestingOf } from "./nesting.ts";

const LAST_CLIENT_ID = 2 ** 32 - 1;
/** Clocks count characters and fields; no plan comes near, and sums of two stay exact. */
const LAST_CLOCK = 2 ** 32;

export interface GateContext {
  readonly document: PlanDocument;
  readonly userId: string;
  /** Whose a clientID is, undefined while it is nobody's. */
  readonly ownerOf: (clientId: number) => string | undefined;
  readonly limits: Pick<Limits, "depth" | "objectives">;
}

type RefusalReason =
  | "tooLarge"
  | "malformed"
  | "foreignClientId"
  | "deletesBeyond"
  | "tooDeep"
  | "notInAPlan"
  | "tooManyObjectives";

/**
 * - pass: all of it may be applied; `claims` are the clientIDs that become the user's by it.
 * - gap: it builds on something that has not come yet. Not a fault: it comes again with the client's SyncStep2.
 * - refused: no honest client sends it.
 */
export type Verdict =
  | { readonly kind: "pass"; readonly claims: readonly number[] }
  | { readonly kind: "gap" }
  | { readonly kind: "refused"; readonly reason: RefusalReason };

/**
 * Judges an update of at most `mostBytes`. Ranges that the document knows already count for nothing: SyncStep2 brings
 * whole delete sets, and structs that were collected meanwhile.
 */
export function judgeUpdate(update: Uint8Array, mostBytes: number, context: GateContext): Verdict {
  if (update.length > mostBytes) return refused("tooLarge");
  const decoded = decodeUpdate(update);
  if (!decoded) return refused("malformed");
  const clocks = new Clocks(context.document.doc);
  const fresh = new Map<number, Struct[]>();
  const claims = new Set<number>();
  let gap = false;
  for (const struct of decoded.structs) {
    const { client, clock } = struct.id;
    const end = clock + struct.length;
    if (struct.length < 1 || end > LAST_CLOCK) return refused("malformed");
    if (struct instanceof Y.Skip || end <= clocks.known(client)) continue;
    const owner = context.ownerOf(client);
    if (owner !== context.userId) {
      if (owner !== undefined || !mayBeClaimed(client)) return refused("foreignClientId");
      claims.add(client);
    }
    if (!clocks.extend(client, clock, end)) gap = true;
    const structs = fresh.get(client);
    if (structs) structs.push(struct);
    else fresh.set(client, [struct]);
  }
  const reach = judgeReach(decoded, clocks, context);
  if (reach === "refused") return refused("deletesBeyond");
  if (reach === "malformed") return refused("malformed");
  if (gap || reach === "gap") return { kind: "gap" };
  const reason = judgeContent(fresh, context);
  return reason ? refused(reason) : { kind: "pass", claims: [...claims] };
}

export function mayBeClaimed(clientId: number): boolean {
  return clientId >= FIRST_CLIENT_ID && clientId <= LAST_CLIENT_ID;
}

function refused(reason: RefusalReason): Verdict {
  return { kind: "refused", reason };
}

/** The next clock per client: what the document knows, and after the update's own structs. */
class Clocks {
  readonly #doc: Y.Doc;
  readonly #ends = new Map<number, number>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  known(client: number): number {
    return Y.getState(this.#doc.store, client);
  }

  end(client: number): number {
    return this.#ends.get(client) ?? this.known(client);
  }

  /** False if something before `clock` is missing. */
  extend(client: number, clock: number, end: number): boolean {
    if (clock > this.end(client)) return false;
    this.#ends.set(client, Math.max(this.end(client), end));
    return true;
  }
}

/** Whether all that the update builds on and deletes is known once its own structs are. */
function judgeReach(
  { structs, ds }: DecodedUpdate,
  clocks: Clocks,
  context: GateContext,
): "whole" | "gap" | "refused" | "malformed" {
  let reach: "whole" | "gap" = "whole";
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    // Also of what is known already: Yjs looks for what a struct builds on before it finds that it has it.
    const parent: unknown = struct.parent;
    for (const id of [struct.origin, struct.rightOrigin, parent]) {
      if (!(id instanceof Y.ID)) continue;
      // Yjs trusts a client about its own clocks, and throws half-way if it was wrong to.
      if (id.client === struct.id.client && id.clock >= struct.id.clock) return "malformed";
      if (id.clock >= clocks.end(id.client)) reach = "gap";
    }
  }
  for (const [client, ranges] of ds.clients) {
    for (const { clock, len } of ranges) {
      if (len < 1 || clock + len > LAST_CLOCK) return "malformed";
      if (clock + len <= clocks.end(client)) continue;
      // What is missing of one's own is still on its way; nobody can know of another's before the server does.
      const owner = context.ownerOf(client);
      if (!mayBeClaimed(client) || (owner !== undefined && owner !== context.userId)) return "refused";
      reach = "gap";
    }
  }
  return reach;
}

function judgeContent(
  fresh: ReadonlyMap<number, readonly Struct[]>,
  { document, limits }: GateContext,
): RefusalReason | undefined {
  const nesting = new Nesting(document.doc, fresh);
  const newObjectives = new Set<string>();
  for (const struct of [...fresh.values()].flat()) {
    if (!(struct instanceof Y.Item)) continue;
    const inner = nestingWithin(struct.content, limits.depth);
    const depth = nesting.depthOf(struct);
    if (inner === undefined || depth === undefined) return "notInAPlan";
    if (depth + inner > limits.depth) return "tooDeep";
    const parent: unknown = struct.parent;
    if (parent === "objectives" && struct.parentSub !== null) newObjectives.add(struct.parentSub);
  }
  for (const id of newObjectives) if (document.roots.objectives.has(id)) newObjectives.delete(id);
  if (newObjectives.size === 0) return undefined;
  return document.roots.objectives.size + newObjectives.size > limits.objectives ? "tooManyObjectives" : undefined;
}

/** How deep an item's content nests in itself; undefined for kinds of content that no plan has. */
function nestingWithin(content: Y.Item["content"], most: number): number | undefined {
  if (content instanceof Y.ContentAny) {
    let deepest = 0;
    for (const value of content.arr as readonly unknown[]) {
      const nesting = nestingOf(value, most);
      if (nesting === undefined) return undefined;
      deepest = Math.max(deepest, nesting);
    }
    return deepest;
  }
  // By constructor, because the XML types extend these two.
  if (content instanceof Y.ContentType) {
    return content.type.constructor === Y.Map || content.type.constructor === Y.Text ? 0 : undefined;
  }
  return content instanceof Y.ContentString || content instanceof Y.ContentDeleted ? 0 : undefined;
}
