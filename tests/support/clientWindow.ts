import * as decoding from "lib0/decoding";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";

import type { SmallStorage } from "#client/plan/deviceMemory.ts";
import { openPlanSession } from "#client/plan/openPlanSession.ts";
import type { PlanSession } from "#client/plan/planSession.ts";
import type { ConnectionState } from "#client/plan/connectionState.ts";
import type { Role } from "#shared/model/actor.ts";
import { newId } from "#shared/model/id.ts";
import type { PersonId, PlanId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";

/** A browser: what one device remembers, and its cookie. Windows of one browser share it. */
export class Browser implements SmallStorage {
  readonly userId: string = newId<PersonId>();
  readonly role: Role;
  readonly #entries = new Map<string, string>();

  constructor(role: Role = "editor") {
    this.role = role;
  }

  getItem(key: string): string | null {
    return this.#entries.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#entries.set(key, value);
  }
}

/** What a window sent and to where. */
export interface Wire {
  readonly addresses: URL[];
  /** The first byte of every frame: its message type. */
  readonly sent: number[];
}

/** A plan open in a window of a browser. Closed when the running test has finished. */
export class ClientWindow {
  readonly session: PlanSession;
  readonly wire: Wire = { addresses: [], sent: [] };
  /** Every state of the connection so far, without repetitions in a row. */
  readonly states: ConnectionState[] = [];
  #closed: Promise<void> | null = null;

  constructor(server: string, planId: PlanId, browser: Browser = new Browser(), timeScale = 1) {
    this.session = openPlanSession(planId, {
      server: server.replace(/^ws/, "http").replace(/\/sync$/, ""),
      WebSocket: socketOf(browser, this.wire),
      storage: browser,
      timeScale,
    });
    this.states.push(this.session.planStore.getState().connection);
    this.session.planStore.subscribe(({ connection }) => {
      if (this.states.at(-1) !== connection) this.states.push(connection);
    });
    onTestFinished(() => this.close());
  }

  get state(): ConnectionState {
    return this.session.planStore.getState().connection;
  }

  get records(): PlanRecords {
    const { records } = this.session.planStore.getState();
    if (!records) throw new Error("The plan is not loaded yet.");
    return records;
  }

  /** Titles of the missions, in no order. */
  get missionTitles(): string[] {
    return [...(this.session.planStore.getState().records?.missions.values() ?? [])].map(({ title }) => title).sort();
  }

  async reaches(state: ConnectionState): Promise<this> {
    await until(
      () => this.state === state,
      () => `${state}, was ${this.states.join(" → ")}`,
    );
    return this;
  }

  close(): Promise<void> {
    return (this.#closed ??= this.session.destroy());
  }
}

/** Resolves when it is so; fails after five seconds, saying what was waited for. */
export async function until(isSo: () => boolean, what: () => string = () => String(isSo)): Promise<void> {
  const end = performance.now() + 5_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`Waited in vain for ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A WebSocket that brings the cookies a browser would, and remembers what went over it. */
function socketOf(browser: Browser, wire: Wire): typeof globalThis.WebSocket {
  class CookieSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie: `waymark_device=${browser.userId}; role=${browser.role}` } });
      wire.addresses.push(new URL(address));
    }

    override send(frame: unknown): void {
      if (frame instanceof Uint8Array) wire.sent.push(decoding.readVarUint(decoding.createDecoder(frame)));
      super.send(frame as Uint8Array);
    }
  }
  // The types of the two libraries' WebSockets differ in details that the provider does not use.
  return CookieSocket as unknown as typeof globalThis.WebSocket;
}
