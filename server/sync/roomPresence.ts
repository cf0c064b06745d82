import { createHash } from "node:crypto";

import type { PersonId } from "#shared/model/id.ts";
import { can } from "#shared/permissions/can.ts";
import { PRESENCE_COLOURS, parseOwnPresence, UNNAMED_USER } from "#shared/protocol/presence.ts";
import type { OwnPresence, Presence, PresentUser } from "#shared/protocol/presence.ts";
import { encodePresence } from "./frames.ts";
import type { PresenceEntry } from "./frames.ts";
import type { Principal } from "./principal.ts";
import type { RoomConnection } from "./roomConnection.ts";

interface Present {
  readonly connection: RoomConnection;
  readonly clock: number;
  readonly own: OwnPresence;
}

export interface RoomPresenceOptions {
  /** Milliseconds between two frames: how often one state can change for the others. */
  readonly intervalMs: number;
  readonly nameOf: (personId: PersonId) => string | undefined;
  /** Runs something once all that was handed over so far is on disk. */
  readonly afterCommit: (run: () => void) => void;
  /** Takes what has changed, who it is about, and what tells of everybody. */
  readonly publish: (message: Uint8Array, writers: ReadonlySet<RoomConnection>, encodeAll: () => Uint8Array) => void;
}

/**
 * Who is in a room. Identity is the server's: a client says only which person it is and what it looks at. Changes within
 * one interval go out together, of each state only the latest.
 */
export class RoomPresence {
  readonly #options: RoomPresenceOptions;
  readonly #present = new Map<number, Present>();
  /** What the others have not been told yet: per clientID, the state that was there last. */
  readonly #changed = new Map<number, Present>();
  /** States that have waited for the name of somebody who added themselves a moment ago. */
  readonly #waited = new WeakSet<Present>();
  #timer: NodeJS.Timeout | null = null;
  #lastFlush = -Infinity;

  constructor(options: RoomPresenceOptions) {
    this.#options = options;
  }

  /** Takes a client's state; null if it says that it is gone. */
  set(connection: RoomConnection, clientId: number, clock: number, state: unknown): void {
    const former = this.#present.get(clientId);
    if (former && !mayReplace(former, connection, clock)) return;
    const present = { connection, clock, own: parseOwnPresence(state) };
    if (state === null && !former) return;
    if (state === null) this.#present.delete(clientId);
    else this.#present.set(clientId, present);
    this.#mark(clientId, present);
  }

  /** Forgets a connection's state, unless another connection of the same client has taken it over. */
  remove(connection: RoomConnection, clientId: number): void {
    const present = this.#present.get(clientId);
    if (present?.connection !== connection) return;
    this.#present.delete(clientId);
    this.#mark(clientId, present);
  }

  /** Who is behind a connection has changed: the others are told. */
  renew(connection: RoomConnection, clientId: number): void {
    const present = this.#present.get(clientId);
    if (present?.connection === connection) this.#mark(clientId, present);
  }

  /** Everybody who is here, for somebody new. Null if nobody is. */
  encodeAll(): Uint8Array | null {
    if (this.#present.size === 0) return null;
    return encodePresence([...this.#present].map(([clientId, present]) => this.#entry(clientId, present)));
  }

  destroy(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#present.clear();
    this.#changed.clear();
  }

  #mark(clientId: number, present: Present): void {
    this.#changed.set(clientId, present);
    if (this.#timer) return;
    const wait = Math.max(0, this.#lastFlush + this.#options.intervalMs - performance.now());
    this.#timer = setTimeout(() => this.#flush(), wait);
  }

  #flush(): void {
    this.#timer = null;
    this.#lastFlush = performance.now();
    for (const [clientId, present] of this.#changed) if (this.#isNameless(present)) this.#wait(clientId, present);
    if (this.#changed.size === 0) return;
    const writers = new Set([...this.#changed.values()].map(({ connection }) => connection));
    const entries = [...this.#changed].map(([clientId, present]) => this.#entry(clientId, present));
    this.#changed.clear();
    this.#options.publish(encodePresence(entries), writers, () => this.encodeAll() ?? encodePresence([]));
  }

  #isNameless({ connection, own }: Present): boolean {
    const personId = personOf(connection, own);
    return personId !== null && this.#options.nameOf(personId) === undefined;
  }

  /** Once: the others take a state only with a newer clock, so a name that comes later would not be seen. */
  #wait(clientId: number, present: Present): void {
    if (this.#waited.has(present) || this.#present.get(clientId) !== present) return;
    this.#waited.add(present);
    this.#changed.delete(clientId);
    this.#options.afterCommit(() => {
      if (this.#present.get(clientId) === present) this.#mark(clientId, present);
    });
  }

  #entry(clientId: number, { connection, clock, own }: Present): PresenceEntry {
    const here = this.#present.has(clientId);
    const personId = personOf(connection, own);
    const state: Presence | null = here ? { ...own, personId, user: this.#userOf(connection, personId) } : null;
    return { clientId, clock, state };
  }

  #userOf({ principal }: RoomConnection, personId: PersonId | null): PresentUser {
    const id = publicId(principal);
    const name = (personId !== null && this.#options.nameOf(personId)) || principal.name || UNNAMED_USER;
    return { id, name, colour: Number.parseInt(id.slice(0, 8), 16) % PRESENCE_COLOURS, role: principal.role };
  }
}

/** Who is behind a connection, they have said once. Until then whoever may write under any name anyway may say it here. */
function personOf({ principal }: RoomConnection, { personId }: OwnPresence): PersonId | null {
  return principal.personId ?? (can(principal, "editPeople") ? personId : null);
}

/** A reload of the same user takes its state over; nobody else does. */
function mayReplace(former: Present, connection: RoomConnection, clock: number): boolean {
  if (former.connection === connection) return clock >= former.clock;
  return former.connection.principal.userId === connection.principal.userId;
}

/** Made once for each connection, not for each of its states. */
const publicIds = new WeakMap<Principal, string>();

/** A user id is as good as a password, so the others only get something made from it. */
export function publicId(principal: Principal): string {
  let id = publicIds.get(principal);
  if (id === undefined) publicIds.set(principal, (id = hash(principal.userId)));
  return id;
}

function hash(userId: string): string {
  return createHash("sha256").update(`waymark presence ${userId}`).digest("hex").slice(0, 32);
}
