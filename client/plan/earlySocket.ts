import { newClientId } from "#shared/document/clientId.ts";
import { SCHEMA_VERSION } from "#shared/document/layout.ts";
import { parseId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { COMPRESSED, WHOLE_VERSION, writeConnectParams } from "#shared/protocol/connectParams.ts";
import type { ConnectParams } from "#shared/protocol/connectParams.ts";

import { keptNames } from "../device/ownStorage.ts";
import { keptPlanName } from "./keptPlanName.ts";

/** Milliseconds after which a socket that nobody took is closed. */
const PATIENCE = 30_000;
const PLAN_PATH = /^\/p\/([^/]+)/u;
const HEARD = ["open", "message", "close"] as const;

/**
 * A connection to a plan of which this device holds nothing. It is sent the whole plan, compressed, unpacks it, and keeps what
 * the server says until there is a document to read it into.
 */
class EarlySocket extends WebSocket {
  readonly planId: PlanId;
  readonly clientId: number;
  /** The address that the stock provider would have asked for. */
  readonly address: string;
  readonly #heard: Event[] = [];
  readonly #tooLate = setTimeout(() => this.giveUp(), PATIENCE);
  #hasSent = false;
  #delay = 0;

  constructor(planId: PlanId, clientId: number) {
    const params = { epoch: null, schema: SCHEMA_VERSION, clientId };
    const addressWith = (more: Partial<ConnectParams>): string => {
      const query = new URLSearchParams(writeConnectParams({ ...params, ...more }));
      return `${location.origin.replace(/^http/, "ws")}/sync/${planId}?${query}`;
    };
    super(addressWith({ all: WHOLE_VERSION }));
    this.address = addressWith({});
    this.planId = planId;
    this.clientId = clientId;
    this.binaryType = "arraybuffer";
    // Before anybody who listens to messages.
    this.addEventListener("message", (event: MessageEvent<ArrayBuffer>) => this.#unpack(event));
    for (const type of HEARD) this.addEventListener(type, this.#hear);
  }

  /** How many milliseconds ago that came which is being told just now. */
  get delay(): number {
    return this.#delay;
  }

  /** Tells whoever takes it all that has been heard, in the order in which it came, once they listen. */
  handOver(): void {
    clearTimeout(this.#tooLate);
    for (const type of HEARD) this.removeEventListener(type, this.#hear);
    queueMicrotask(() => {
      for (const event of this.#heard.splice(0)) {
        this.#delay = performance.now() - event.timeStamp;
        this.dispatchEvent(event);
      }
      this.#delay = 0;
    });
  }

  /** Nobody will take it. A browser complains of a connection that is closed before it was made. */
  giveUp(): void {
    clearTimeout(this.#tooLate);
    if (this.readyState === WebSocket.CONNECTING) this.addEventListener("open", () => this.close());
    else this.close();
  }

  /** The stock provider begins with a SyncStep1. It would bring the plan once more. */
  override send(content: Parameters<WebSocket["send"]>[0]): void {
    if (this.#hasSent) super.send(content);
    this.#hasSent = true;
  }

  /** What a compressed message holds comes in its place; others may overtake it. */
  #unpack(message: MessageEvent<ArrayBuffer>): void {
    if (new Uint8Array(message.data)[0] !== COMPRESSED) return;
    message.stopImmediatePropagation();
    const inflating = new Blob([message.data.slice(1)]).stream().pipeThrough(new DecompressionStream("deflate"));
    new Response(inflating).arrayBuffer().then(
      (data) => this.readyState === WebSocket.OPEN && this.dispatchEvent(new MessageEvent("message", { data })),
      () => this.close(),
    );
  }

  readonly #hear = (event: Event): void => {
    this.#heard.push(event);
  };
}

/** What stands in for a socket class while a plan is opened: the socket that was begun early is the first it makes. */
export interface EarlyConnection {
  readonly clientId: number;
  /** See EarlySocket.delay. */
  readonly delay: () => number;
  readonly WebSocket: typeof WebSocket;
}

let early = begin();

/**
 * The connection that was begun for that plan, if it still stands. It is given away once.
 *
 * @param epoch of what this device keeps of the plan: it is of no use unless that is null
 */
export function takeEarlyConnection(planId: PlanId, epoch: string | null): EarlyConnection | null {
  const socket = early;
  early = null;
  // Whatever has ended it will be said again.
  if (!socket || socket.readyState > WebSocket.OPEN) return null;
  if (socket.planId !== planId || epoch !== null) {
    socket.giveUp();
    return null;
  }
  const { clientId } = socket;
  const sockets = [socket];
  const construct = (usual: typeof WebSocket, [address]: [string]): WebSocket => {
    const first = sockets.pop();
    if (first?.address === address) {
      first.handOver();
      return first;
    }
    first?.giveUp();
    return new usual(address);
  };
  return { clientId, delay: () => socket.delay, WebSocket: new Proxy(WebSocket, { construct }) };
}

/**
 * This file comes as the first of all scripts, long before those that can show a plan. What the address asks for is
 * begun at once, unless there is a copy on this device: then the server must be told what is in it.
 */
function begin(): EarlySocket | null {
  if (typeof location === "undefined") return null;
  const planId = parseId<PlanId>(PLAN_PATH.exec(location.pathname)?.[1]);
  if (planId === undefined) return null;
  if (!isKept(planId)) return new EarlySocket(planId, newClientId());
  openStorage().catch(() => undefined);
  return null;
}

/** A browser takes its time for a device's databases the first time. Where it has none any more, that is said later. */
async function openStorage(): Promise<void> {
  await indexedDB.databases?.();
}

/** Only who comes again has anything here. To open where it is remembered, for which a browser stops the page, can wait then. */
function isKept(planId: PlanId): boolean {
  const comesFirst = "serviceWorker" in navigator && navigator.serviceWorker.controller === null;
  return !comesFirst && keptNames().some(({ name }) => name === keptPlanName(planId));
}
