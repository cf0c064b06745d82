import * as decoding from "lib0/decoding";
import { WebsocketProvider } from "y-websocket";
import type * as Y from "yjs";

import { newYDoc } from "#shared/document/planDocument.ts";
import type { PlanId } from "#shared/model/id.ts";
import { writeConnectParams } from "#shared/protocol/connectParams.ts";
import { encodeMark, messageTypes } from "#shared/protocol/messages.ts";
import { ownerSocket } from "../ownerSocket.ts";
import type { CrashSubject } from "./crashSubject.ts";
import type { Ledger, Promised } from "./ledger.ts";

/**
 * A client with the stock provider that writes tokens, deletes some of them, and enters in the ledger what it sees of
 * others and what it is told is saved. Its document ends with it: what a kill takes from the server must not come back
 * from a client's memory.
 */
export class CrashClient {
  readonly #name: string;
  readonly #ledger: Ledger;
  readonly #provider: WebsocketProvider;
  readonly #tokens: Y.Map<unknown>;
  readonly #unsaved: { readonly mark: number; readonly token: string; readonly what: Promised }[] = [];
  #written = 0;
  #mark = 0;
  #left = false;

  constructor(
    serverUrl: string,
    planId: PlanId,
    name: string,
    ledger: Ledger,
    Socket: CrashSubject["Socket"] = ownerSocket,
  ) {
    this.#name = name;
    this.#ledger = ledger;
    const doc = newYDoc();
    this.#tokens = doc.getMap("people");
    this.#tokens.observe((event, { local }) => {
      if (!local) for (const [token, { action }] of event.changes.keys) this.#see(token, action);
    });
    this.#provider = new WebsocketProvider(`${serverUrl.replace("http", "ws")}/sync`, planId, doc, {
      disableBc: true,
      params: writeConnectParams({ epoch: null, schema: null, clientId: doc.clientID }),
      // The types of the two libraries' WebSockets differ in details that the provider does not use.
      WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
    });
    this.#provider.messageHandlers[messageTypes.hello] = () => undefined;
    this.#provider.messageHandlers[messageTypes.condition] = () => undefined;
    this.#provider.messageHandlers[messageTypes.saved] = (_encoder, decoder) => {
      this.#onSaved(decoding.readVarUint(decoder));
    };
    // One connection per client: the next round has clients of its own.
    this.#provider.on("connection-close", () => this.leave());
  }

  async synced(): Promise<this> {
    while (!this.#provider.synced) {
      if (this.#left) throw new Error("The server has lost the whole plan, or closed before it was read.");
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    return this;
  }

  /** Writes one token, or deletes one of its own. */
  write(random: () => number): void {
    const own = [...this.#tokens.keys()].filter((key) => key.startsWith(`${this.#name}-`));
    const victim = own.length > 3 && random() < 0.3 ? own[Math.floor(random() * own.length)] : undefined;
    if (victim === undefined) {
      this.#written += 1;
      const token = `${this.#name}-${this.#written}`;
      this.#note(token, "addition");
      this.#tokens.set(token, this.#written);
    } else {
      this.#ledger.triedDeletion(victim);
      this.#note(victim, "deletion");
      this.#tokens.delete(victim);
    }
    this.#provider.ws?.send(new Uint8Array(encodeMark(this.#mark)));
  }

  /** All tokens the server has. */
  tokens(): ReadonlySet<string> {
    return new Set(this.#tokens.keys());
  }

  leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#provider.awareness.destroy();
    this.#provider.destroy();
  }

  #note(token: string, what: Promised): void {
    this.#mark += 1;
    this.#unsaved.push({ mark: this.#mark, token, what });
  }

  #onSaved(n: number): void {
    while (this.#unsaved[0] && this.#unsaved[0].mark <= n) {
      const { token, what } = this.#unsaved[0];
      this.#ledger.saved(token, what);
      this.#unsaved.shift();
    }
  }

  #see(token: string, action: "add" | "update" | "delete"): void {
    this.#ledger.seen(token, action === "delete" ? "deletion" : "addition");
  }
}
