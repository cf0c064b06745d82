// Stop 7 of the way of one drag: what may enter a plan's document, decided before any of it is applied.
import * as Y from "yjs";

import { FIRST_CLIENT_ID, LAST_CLIENT_ID } from "#shared/document/clientId.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import { schemaVersionWrite } from "#shared/document/schemaVersion.ts";
import type { Limits } from "../limits.ts";
import { inCausalOrder } from "./causalOrder.ts";
import { FreshStructs } from "./freshStructs.ts";
import { Halves } from "./halves.ts";
import { isSamePlace, placeOfStored, Places, storedAt } from "./places.ts";
import type { Place } from "./places.ts";
import { Rehearsal } from "./rehearsal.ts";
import type { Turns } from "./turns.ts";
import type { Deletion, Ref, Struct, StructRun, UpdateParts } from "./updateParts.ts";

/** ClientIDs that one update may write under: as many as somebody opens the page without ever being online. */
const MOST_CLIENTS = 1_000;
/** So many structs are judged without a pause, or steps taken to find their places. */
const STRIDE = 256;
const STEPS_STRIDE = 2_000;

export interface GateContext {
  readonly document: PlanDocument;
  readonly userId: string;
  /** Whose a clientID is, undefined while it is nobody's. */
  readonly ownerOf: (clientId: number) => string | undefined;
  readonly limits: Pick<Limits, "depth" | "objectives">;
}

export type RefusalReason =
  | "tooLarge"
  | "malformed"
  | "foreignClientId"
  | "deletesBeyond"
  | "tooDeep"
  | "notInAPlan"
  | "serversOwn"
  | "tangled"
  | "cutsCharacter"
  | "tooManyClientIds"
  | "tooManyObjectives";

/**
 * - pass: all of it may be applied; `claims` are the clientIDs that become the user's by it, `fresh` what of it the
 *   document does not know, each after all that it builds on, `objectives` how many more there will be.
 * - gap: it builds on something that has not come yet. Not a fault: it comes again with the client's SyncStep2.
 * - refused: no honest client sends it.
 */
export type Judgement =
  | {
      readonly kind: "pass";
      readonly claims: readonly number[];
      readonly fresh: readonly Struct[];
      readonly objectives: number;
    }
  | { readonly kind: "gap" }
  | { readonly kind: "refused"; readonly reason: RefusalReason };

/**
 * Judges an update. Ranges that the document knows already count for nothing: SyncStep2 brings whole delete sets, and
 * structs that were collected meanwhile.
 */
export function* judgeUpdate(parts: UpdateParts, context: GateContext): Turns<Judgement> {
  const clocks = new Clocks(context.document.doc);
  const claims: number[] = [];
  const fresh: StructRun[] = [];
  let gap = false;
  for (const { client, structs } of parts.runs) {
    const known = clocks.known(client);
    const news = structs.filter((struct) => struct.brings !== "missing" && struct.clock + struct.length > known);
    if (news.length === 0) continue;
    const owner = context.ownerOf(client);
    if (owner === undefined && mayBeClaimed(client)) claims.push(client);
    else if (owner !== context.userId) return refused("foreignClientId");
    fresh.push({ client, structs: news });
    // With its beginning collected meanwhile Yjs cannot apply the rest, but can if that comes alone.
    if ((news[0]?.clock ?? known) < known && isCollected(context.document.doc, client, known - 1)) gap = true;
    // What is missing between two structs is the same as what is missing before the first.
    if (!clocks.extend(client, news)) gap = true;
    yield;
  }
  if (fresh.length > MOST_CLIENTS) return refused("tangled");
  const found = new FreshStructs(fresh);
  const reach = yield* judgeReach(parts, clocks, new Halves(parts, context.document.doc, found), context);
  if (typeof reach === "object") return reach;
  if (gap || reach === "gap") return { kind: "gap" };
  // Only between clients can one wait for the other in a circle.
  const [first] = fresh;
  const ordered = first && fresh.length === 1 ? first.structs : yield* inCausalOrder(fresh, context.document.doc);
  if (!ordered) return refused("malformed");
  const objectives = yield* judgeContent(ordered, found, parts.deletions, context);
  return typeof objectives === "string" ? refused(objectives) : { kind: "pass", claims, fresh: ordered, objectives };
}

export function mayBeClaimed(clientId: number): boolean {
  return clientId >= FIRST_CLIENT_ID && clientId <= LAST_CLIENT_ID;
}

function refused(reason: RefusalReason): Judgement {
  return { kind: "refused", reason };
}

function isCollected({ store }: Y.Doc, client: number, clock: number): boolean {
  return storedAt(store, { client, clock }) instanceof Y.GC;
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

  /** False if something before or between them is missing; then they count up to there. */
  extend(client: number, structs: readonly Struct[]): boolean {
    let end = this.end(client);
    for (const { clock, length } of structs) {
      if (clock > end) return false;
      end = clock + length;
      this.#ends.set(client, end);
    }
    return true;
  }
}

/** Whether all that the update builds on and deletes is known once its own structs are. */
function* judgeReach(
  { runs, deletions }: UpdateParts,
  clocks: Clocks,
  halves: Halves,
  context: GateContext,
): Turns<"whole" | "gap" | Judgement> {
  let reach: "whole" | "gap" = "whole";
  let seen = 0;
  // Also of what is known already: Yjs looks for what a struct builds on before it finds that it has it.
  for (const struct of runs.flatMap(({ structs }) => structs)) {
    for (const ref of [struct.left, struct.right, struct.parent]) {
      if (ref === null || typeof ref === "string") continue;
      // Yjs trusts a client about its own clocks, and throws half-way if it was wrong to.
      if (ref.client === struct.client && ref.clock >= struct.clock) return refused("malformed");
      if (ref.clock >= clocks.end(ref.client)) reach = "gap";
    }
    if (halves.areMadeBy(struct)) return refused("cutsCharacter");
    seen += 1;
    if (seen % STRIDE === 0) yield;
  }
  for (const deletion of deletions) {
    const { client, ranges } = deletion;
    for (let at = 0; at < ranges.length; at += 2) {
      if (halves.areLeftBy(deletion, at)) return refused("cutsCharacter");
      seen += 1;
      if (seen % STRIDE === 0) yield;
    }
    const end = (ranges.at(-2) ?? 0) + (ranges.at(-1) ?? 0);
    if (end <= clocks.end(client)) continue;
    // What is missing of one's own is still on its way; nobody can know of another's before the server does.
    const owner = context.ownerOf(client);
    if (!mayBeClaimed(client) || (owner !== undefined && owner !== context.userId)) return refused("deletesBeyond");
    reach = "gap";
  }
  return reach;
}

/** How many objectives more there will be, or why it is refused. */
function* judgeContent(
  ordered: readonly Struct[],
  fresh: FreshStructs,
  deletions: readonly Deletion[],
  { document, limits }: GateContext,
): Turns<RefusalReason | number> {
  const layout = schemaVersionWrite(document);
  if (layout && deletions.some((deletion) => isDeleted(deletion, layout))) return "serversOwn";
  const places = new Places(document.doc, fresh);
  const rehearsal = new Rehearsal(document.doc, fresh);
  const newObjectives = new Set<string>();
  const spots = new Set<string>();
  let seen = 0;
  let pausedAt = 0;
  for (const struct of ordered) {
    seen += 1;
    if (seen % STRIDE === 0 || rehearsal.stepsTaken - pausedAt > STEPS_STRIDE) {
      pausedAt = rehearsal.stepsTaken;
      yield;
    }
    if (struct.brings === "collected") continue;
    const place = places.placeOf(struct);
    if (!place || !fits(struct, place)) return "notInAPlan";
    if (!places.areTogether(struct) || !goesOn(document.doc, struct, place)) return "tangled";
    if (place.depth + struct.nesting > limits.depth) return "tooDeep";
    if (place.depth === 1 && place.root === "plan" && place.key === "schemaVersion") return "serversOwn";
    // A new value under a key goes after all that were there; between others it would be the value on some replicas only.
    if (place.within === "map" && struct.right) return "tangled";
    // Whoever has put something between two neighbours knows that they are none any more.
    const spot = spotOf(struct);
    if (spots.has(spot) || !rehearsal.put(struct, place)) return "tangled";
    spots.add(spot);
    if (place.depth === 1 && place.root === "objectives" && place.key !== null) newObjectives.add(place.key);
  }
  for (const id of newObjectives) if (document.roots.objectives.has(id)) newObjectives.delete(id);
  const room = limits.objectives - document.roots.objectives.size;
  return newObjectives.size > 0 && newObjectives.size > room ? "tooManyObjectives" : newObjectives.size;
}

/** Whether a struct of which the document has the beginning lies where that does. */
function goesOn({ store }: Y.Doc, { client, clock }: Struct, place: Place): boolean {
  const known = Y.getState(store, client);
  const begun = clock < known ? storedAt(store, { client, clock: known - 1 }) : undefined;
  return !begun || isSamePlace(placeOfStored(begun), place);
}

function spotOf({ client, left, right, parent, key }: Struct): string {
  const alone = parent === null ? "" : typeof parent === "string" ? parent : nameOf(parent);
  return `${client} ${nameOf(left)} ${nameOf(right)} ${alone} ${key}`;
}

function nameOf(ref: Ref | null): string {
  return ref ? `${ref.client}:${ref.clock}` : "";
}

/** A text holds characters, a map holds everything else, each under a key. */
function fits({ brings }: Struct, { within, key }: Place): boolean {
  if (within === "gone" || brings === "deleted") return true;
  return within === "text" ? key === null && brings === "characters" : key !== null && brings !== "characters";
}

function isDeleted({ client, ranges }: Deletion, ref: Ref): boolean {
  if (client !== ref.client) return false;
  for (let at = 0; at < ranges.length; at += 2) {
    const clock = ranges[at] ?? 0;
    if (clock <= ref.clock && ref.clock < clock + (ranges[at + 1] ?? 0)) return true;
  }
  return false;
}
