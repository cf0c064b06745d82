import * as Y from "yjs";

import { encodePresence, encodeUpdate } from "#server/sync/frames.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import type { RootName } from "#shared/document/planDocument.ts";
import { writePlan } from "#shared/document/writePlan.ts";
import { readPlanFile } from "#shared/exchange/planFile.ts";
import { newId } from "#shared/model/id.ts";
import { planFileOf } from "../../support/largePlan.ts";

/** What each change carries, so that it is found in whatever frame it arrives in. Ids are hexadecimal. */
const TOKEN = "zQx";
const DIGITS = 7;
const token = Buffer.from(TOKEN);

export function tokenOf(change: number): string {
  return TOKEN + String(change).padStart(DIGITS, "0");
}

/** Calls `found` with every change that is in a message. */
export function findChanges(message: Buffer, found: (change: number) => void): void {
  for (let at = message.indexOf(token); at >= 0; at = message.indexOf(token, at)) {
    at += TOKEN.length;
    const change = Number(message.toString("latin1", at, at + DIGITS));
    if (Number.isInteger(change)) found(change);
  }
}

/** A plan with so many cards, as one update of somebody's. */
export function seedPlan(cards: number): Uint8Array {
  const content = readPlanFile(planFileOf({ missions: 5, objectives: cards }));
  if (!content.ok) throw new Error("The plan to measure with is not one.");
  const written = planDocument(newYDoc());
  writePlan(written, content.value);
  // Written once more, because what the server itself writes no client may bring.
  const copy = newYDoc();
  copy.transact(() => {
    for (const name of ["missions", "objectives", "people", "checkIns"] satisfies RootName[]) {
      const into = copy.getMap(name);
      for (const [id, value] of written.roots[name]) into.set(id, value instanceof Y.Map ? value.clone() : value);
    }
  });
  return Y.encodeStateAsUpdate(copy);
}

/** Somebody who changes cards of their own, each change one update as their device would send it. */
export class Writer {
  readonly #doc = newYDoc();
  readonly #cards: readonly (readonly [id: string, card: Y.Map<unknown>])[];
  readonly #missions: readonly string[];
  readonly #checkIns: Y.Map<unknown>;
  #latest: Uint8Array = new Uint8Array();
  #changes = 0;

  /** The `at`-th of `of` writers. */
  constructor(seed: Uint8Array, at: number, of: number) {
    Y.applyUpdate(this.#doc, seed);
    const cards = [...this.#doc.getMap<Y.Map<unknown>>("objectives")];
    this.#cards = cards.filter((_, nth) => nth % of === at);
    this.#missions = [...this.#doc.getMap("missions").keys()];
    this.#checkIns = this.#doc.getMap("checkIns");
    this.#doc.on("update", (update: Uint8Array) => (this.#latest = update));
  }

  get clientId(): number {
    return this.#doc.clientID;
  }

  /** A card is moved. The message for y-protocols. */
  move(change: number): Uint8Array {
    const [, card] = this.#next();
    const missionId = this.#missions[this.#changes % this.#missions.length];
    const by = "0123456789abcdef0123456789abcdef";
    card.set("placement", { missionId, sortKey: tokenOf(change), by, at: 1_760_000_000_000 + change });
    return encodeUpdate(this.#latest);
  }

  /** Somebody says how it goes. */
  checkIn(change: number): Uint8Array {
    const [objectiveId] = this.#next();
    const at = 1_760_000_000_000 + change;
    const note = `All is well, and nothing else is to be said ${tokenOf(change)}`;
    this.#checkIns.set(newId(), { objectiveId, at, by: newId(), status: "onTrack", progress: change % 101, note });
    return encodeUpdate(this.#latest);
  }

  #next(): readonly [id: string, card: Y.Map<unknown>] {
    this.#changes += 1;
    const next = this.#cards[this.#changes % this.#cards.length];
    if (next === undefined) throw new Error("There are more writers than cards.");
    return next;
  }
}

/** Where somebody is, as an awareness message. */
export function presence(clientId: number, clock: number, change: number): Uint8Array {
  const state = { personId: null, focus: { objectiveId: tokenOf(change) }, idle: false };
  return encodePresence([{ clientId, clock, state }]);
}
