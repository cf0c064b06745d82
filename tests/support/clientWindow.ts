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
import { ok, refuse } from "#shared/model/result.ts";
import type { Result } from "#shared/model/result.ts";
import { parseApiError } from "#shared/protocol/httpApi.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";

import { ask } from "./ask.ts";
import { ownerCookie } from "./signedIn.ts";

/** A browser: what one device remembers, and its cookie. Windows of one browser share it. */
export class Browser implements SmallStorage {
  readonly userId: string = newId<PersonId>();
  readonly cookie: string;
  /** What the server is called, where it is reached by a way of its own; `host:port`. */
  readonly host: string | undefined;
  readonly #entries = new Map<string, string>();

  /** @param as a role, for a server without a door; or the cookie of a session */
  constructor(as: Role | { readonly cookie: string; readonly host?: string } = "editor") {
    this.host = typeof as === "string" ? undefined : as.host;
    this.cookie = typeof as === "string" ? `waymark_device=${this.userId}; role=${as}` : as.cookie;
  }

  /** Says on the server who one is; a server without a door has no such call. */
  readonly claim = async (server: string, planId: PlanId, personId: PersonId): Promise<Result<null, ApiError>> => {
    if (this.cookie.includes("role=")) return refuse({ code: "unreachable", message: "There is no such call." });
    const headers = { cookie: this.cookie };
    const answer = await ask(`${server}/api/plans/${planId}/me`, { method: "PUT", body: { personId }, headers });
    if (answer.status === 204) return ok(null);
    return refuse(parseApiError(answer.json()) ?? { code: String(answer.status), message: answer.text });
  };

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

  constructor(server: string, planId: PlanId, browser: Browser = ownBrowser(server), timeScale = 1) {
    const http = server.replace(/^ws/, "http").replace(/\/sync$/, "");
    this.session = openPlanSession(planId, {
      server: http,
      claim: (plan, personId) => browser.claim(http, plan, personId),
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

/** Resolves when it is so; fails after a minute, saying what was waited for. */
export async function until(isSo: () => boolean, what: () => string = () => String(isSo)): Promise<void> {
  const end = performance.now() + 60_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`Waited in vain for ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Its owner's, at a whole server; else somebody's who may write. */
function ownBrowser(server: string): Browser {
  const cookie = ownerCookie(server);
  return new Browser(cookie === undefined ? "editor" : { cookie });
}

/** A WebSocket that brings the cookies a browser would, and remembers what went over it. */
function socketOf(browser: Browser, wire: Wire): typeof globalThis.WebSocket {
  class CookieSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      const { cookie, host } = browser;
      super(address, protocols, { headers: { cookie, ...(host !== undefined && { host }) } });
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
