// Stop 6 of the way of one drag: the stock provider sends the update; a mark after it asks when it is on disk.
import * as decoding from "lib0/decoding";
import { messageYjsSyncStep1, messageYjsSyncStep2 } from "y-protocols/sync";
import { WebsocketProvider } from "y-websocket";
import type * as Y from "yjs";

import type { PersonId, PlanId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import {
  encodeCommand,
  encodeMark,
  messageTypes,
  readCommandResult,
  readCondition,
  readHello,
  readIdentity,
} from "#shared/protocol/messages.ts";
import type { Condition, Hello } from "#shared/protocol/messages.ts";
import type { CommandAnswer, CommandRequest } from "#shared/protocol/planCommand.ts";

import { ArrivingPlan } from "./arrivingPlan.ts";
import { mayWrite } from "./connectionMachine.ts";
import { sendOnlyOwnAwareness } from "./ownAwareness.ts";
import { reconnectDelay } from "./reconnectDelay.ts";
import { SavedMarks } from "./savedMarks.ts";

/** What a link tells. */
export interface PlanLinkListener {
  /** The first thing the server says on each connection. */
  onHello(hello: Hello): void;
  /** Whether the server can keep what is written is no longer as the hello said. */
  onCondition(condition: Condition): void;
  /** The whole plan is at hand and is read when `readWhole` is called, if not before; this is what a board shows of it. */
  onPresent(records: PlanRecords): void;
  /** The document, which was empty, now holds this update: the whole plan. Nobody who follows updates has heard of it. */
  onWhole(update: Uint8Array): void;
  /** All that the server has is in the document. */
  onSynced(): void;
  /** The connection ended or could not be made; the close code, null if the server gave none. */
  onLost(code: number | null): void;
  /** The document changed by something other than this link; the origin of the transaction. */
  onChanged(origin: unknown): void;
  /** The server has all that is in the document on disk. */
  onSaved(): void;
  /** What a command came to. */
  onAnswer(answer: CommandAnswer): void;
  /** Which of the plan's people this member is is no longer as the hello said. */
  onIdentity(personId: PersonId | null): void;
}

export interface PlanLinkOptions {
  /** Where plans are synced, `wss://host/sync`. */
  readonly url: string;
  readonly planId: PlanId;
  readonly doc: Y.Doc;
  /** Query parameters of the upgrade; see shared/protocol/messages.ts. */
  readonly params: Readonly<Record<string, string>>;
  readonly WebSocket: typeof WebSocket;
  /** See PlanReplicaOptions. */
  readonly boardFirst: boolean;
  /** Multiplies every wait; 1 but in tests. */
  readonly timeScale: number;
}

/** How long a mark or command may go unanswered before the connection counts as dead. In milliseconds. */
const PATIENCE = 15_000;
/** Milliseconds; the server says something within 20 s. */
const SILENCE = 25_000;
/** Milliseconds between two marks. With it a key held down makes 43 messages a second; the server allows 60. */
const MARK_INTERVAL = 100;

/** The stock provider, made to speak our protocol: hello, marks, own awareness only, waits with jitter. */
export class PlanLink {
  readonly #provider: WebsocketProvider;
  readonly #listener: PlanLinkListener;
  readonly #timeScale: number;
  readonly #arriving: ArrivingPlan;
  readonly #marks: SavedMarks;
  readonly #stops: (() => void)[];
  #attempts = 0;
  /** Whether the server answers the marks of somebody of this role, and answers marks at all just now. */
  #takesChanges = true;
  #answersMarks = true;
  #impatience: ReturnType<typeof setTimeout> | undefined;
  #unanswered: ReturnType<typeof setTimeout> | undefined;
  #rejoining: ReturnType<typeof setTimeout> | undefined;
  #destroyed = false;

  constructor(options: PlanLinkOptions, listener: PlanLinkListener) {
    this.#listener = listener;
    this.#timeScale = options.timeScale;
    this.#marks = new SavedMarks({
      send: (n) => this.#sendMark(n),
      onSaved: () => listener.onSaved(),
      interval: MARK_INTERVAL * options.timeScale,
    });
    this.#provider = new WebsocketProvider(options.url, options.planId, options.doc, {
      connect: false,
      disableBc: true,
      params: { ...options.params },
      WebSocketPolyfill: options.WebSocket,
    });
    this.#arriving = new ArrivingPlan({
      doc: options.doc,
      origin: this.#provider,
      boardFirst: options.boardFirst,
      onPresent: (records) => this.#destroyed || listener.onPresent(records),
      onRead: (update) => this.#onRead(update),
    });
    this.#stops = [sendOnlyOwnAwareness(this.#provider), this.#followDocument(options.doc)];
    this.#handleMessages();
    this.#provider.on("sync", (synced) => synced && this.#onSynced());
    this.#provider.on("connection-close", (event) => this.#onClose(event?.code ?? null));
  }

  get awareness(): WebsocketProvider["awareness"] {
    return this.#provider.awareness;
  }

  /** Whether the server has been silent for so long that the connection must be dead. */
  get isSilent(): boolean {
    return Date.now() - this.#provider.wsLastMessageReceived > SILENCE * this.#timeScale;
  }

  /** Whether a transaction brought what the server sent. */
  isOrigin(origin: unknown): boolean {
    return origin === this.#provider;
  }

  /** Whether what the document takes in is sent, or will be as soon as there is a connection. */
  get isBegun(): boolean {
    return this.#provider.shouldConnect;
  }

  connect(): void {
    this.#provider.connect();
  }

  /** The document has taken something in that the server may not have, and this link was not told. */
  noteChange(): void {
    this.#marks.changed();
  }

  /** The whole plan is in the document, if it has come. */
  readWhole(): void {
    this.#arriving.read();
  }

  /** Drops the connection, if there is one, and makes a new one at once. */
  reconnect(): void {
    this.#provider.disconnect();
    this.#provider.connect();
  }

  /**
   * Makes a new connection in a moment, after one that the provider does not make anew by itself. Not at once, and not
   * all at the same time: what was decided about one may have been about everybody.
   */
  rejoin(): void {
    clearTimeout(this.#rejoining);
    this.#rejoining = setTimeout(() => this.#provider.connect(), (50 + Math.random() * 450) * this.#timeScale);
  }

  /** Asks the server to run a command; false if there is no connection. */
  sendCommand(request: CommandRequest): boolean {
    if (!this.#send(encodeCommand(request))) return false;
    clearTimeout(this.#unanswered);
    this.#unanswered = setTimeout(() => this.reconnect(), PATIENCE * this.#timeScale);
    return true;
  }

  /** Query parameters for the next connection. */
  setParams(params: Readonly<Record<string, string>>): void {
    this.#provider.params = { ...params };
  }

  /** Nothing is sent or told from now on. */
  destroy(): void {
    this.#destroyed = true;
    for (const timer of [this.#impatience, this.#unanswered, this.#rejoining]) clearTimeout(timer);
    this.#marks.lost();
    for (const stop of this.#stops) stop();
    this.#provider.destroy();
    this.#provider.awareness.destroy();
  }

  #followDocument(doc: Y.Doc): () => void {
    // Added after the provider's own listener: by now it has sent the update.
    const onUpdate = (_update: Uint8Array, origin: unknown): void => {
      if (this.isOrigin(origin)) return;
      this.#marks.changed();
      this.#listener.onChanged(origin);
    };
    doc.on("update", onUpdate);
    return () => doc.off("update", onUpdate);
  }

  #handleMessages(): void {
    const { messageHandlers } = this.#provider;
    const sync = messageHandlers[messageTypes.sync];
    messageHandlers[messageTypes.sync] = (encoder, decoder, provider, emitSynced, type) => {
      const step = decoding.peekVarUint(decoder);
      this.#arriving.read();
      const isWhole = step === messageYjsSyncStep2 && this.#arriving.take(decoder);
      if (!isWhole) sync?.(encoder, decoder, provider, emitSynced, type);
      // The provider sends its answer when this handler has returned; the mark must come after it.
      if (step === messageYjsSyncStep1) queueMicrotask(() => this.#destroyed || this.#marks.answered());
    };
    messageHandlers[messageTypes.hello] = (_encoder, decoder) => {
      const hello = readHello(decoder);
      if (!hello || this.#destroyed) return;
      this.#takesChanges = mayWrite(hello.role);
      this.#hearCondition(hello.condition);
      this.#listener.onHello(hello);
    };
    messageHandlers[messageTypes.whole] = (_encoder, decoder) => this.#arriving.hearWhole(decoder);
    messageHandlers[messageTypes.condition] = (_encoder, decoder) => {
      const condition = readCondition(decoder);
      if (!condition || this.#destroyed) return;
      this.#hearCondition(condition);
      this.#listener.onCondition(condition);
    };
    messageHandlers[messageTypes.saved] = (_encoder, decoder) => {
      const n = decoding.readVarUint(decoder);
      clearTimeout(this.#impatience);
      this.#marks.saved(n);
    };
    messageHandlers[messageTypes.commandResult] = (_encoder, decoder) => {
      const answer = readCommandResult(decoder);
      if (!answer || this.#destroyed) return;
      clearTimeout(this.#unanswered);
      this.#listener.onAnswer(answer);
    };
    messageHandlers[messageTypes.identity] = (_encoder, decoder) => {
      const personId = readIdentity(decoder);
      if (personId !== undefined && !this.#destroyed) this.#listener.onIdentity(personId);
    };
  }

  #send(message: Uint8Array): boolean {
    const socket = this.#provider.ws;
    if (!this.#provider.wsconnected || socket?.readyState !== socket?.OPEN) return false;
    socket?.send(new Uint8Array(message));
    return true;
  }

  #sendMark(n: number): boolean {
    if (!this.#send(encodeMark(n))) return false;
    clearTimeout(this.#impatience);
    if (!this.#answersMarks) return true;
    // A connection can be dead for minutes before the network says so. One that does not answer is made anew.
    this.#impatience = setTimeout(() => this.reconnect(), PATIENCE * this.#timeScale);
    return true;
  }

  #hearCondition({ kind }: Condition): void {
    this.#answersMarks = this.#takesChanges && kind === "writable";
    if (!this.#answersMarks) clearTimeout(this.#impatience);
  }

  #onRead(update: Uint8Array): void {
    this.#listener.onWhole(update);
    if (this.#provider.wsconnected) this.#provider.synced = true;
  }

  #onSynced(): void {
    this.#attempts = 0;
    this.#listener.onSynced();
  }

  #onClose(code: number | null): void {
    if (!this.#destroyed) this.#arriving.read();
    this.#attempts += 1;
    clearTimeout(this.#impatience);
    clearTimeout(this.#unanswered);
    this.#marks.lost();
    // The provider waits for the lesser of an exponential wait of its own and this; the high count leaves it to this.
    this.#provider.wsUnsuccessfulReconnects = 20;
    this.#provider.maxBackoffTime = reconnectDelay(code, this.#attempts) * this.#timeScale;
    if (!this.#destroyed) this.#listener.onLost(code);
  }
}
