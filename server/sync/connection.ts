// Stop 7 of the way of one drag: one socket, from its first frame to its close.
import type { Writable } from "node:stream";

import type { WebSocket } from "ws";

import type { PersonId } from "#shared/model/id.ts";
import { can } from "#shared/permissions/can.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";
import type { CloseReason } from "#shared/protocol/closeCodes.ts";
import { WHOLE_VERSION } from "#shared/protocol/connectParams.ts";
import type { ConnectParams } from "#shared/protocol/connectParams.ts";
import {
  encodeCommandResult,
  encodeCondition,
  encodeIdentity,
  encodeSaved,
  messageTypes,
  readCommand,
} from "#shared/protocol/messages.ts";
import type { Condition } from "#shared/protocol/messages.ts";
import type { LimitSettings } from "../limits.ts";
import type { Log } from "../log.ts";
import { encodePresence } from "./frames.ts";
import type { Principal } from "./principal.ts";
import type { RoomConnection } from "./roomConnection.ts";
import { Outbox } from "./outbox.ts";
import { readOwnEntry } from "./ownEntry.ts";
import type { Room } from "./room.ts";
import { SavedMarks } from "./savedMarks.ts";
import { MalformedError, StrictReader } from "./strictReader.ts";
import { SyncExchange } from "./syncExchange.ts";
import { TokenBucket } from "./tokenBucket.ts";
import { webSocketFrame } from "./webSocketFrame.ts";
import type { WireFrame } from "./webSocketFrame.ts";

/** Awareness has a bucket of its own, much larger: the stock provider sends again whatever it receives. */
const AWARENESS_RATE = 10;

export interface ConnectionOptions {
  readonly socket: WebSocket;
  /** What the socket writes to. */
  readonly stream: Writable;
  readonly room: Room;
  readonly principal: Principal;
  readonly settings: LimitSettings;
  readonly log: Log;
  /** Null until the first awareness frame says it, for a client that did not when it connected. */
  readonly clientId: number | null;
  /** The client said which epoch it holds; else it must hold nothing. */
  readonly hasEpoch: boolean;
}

/** One socket that has been let into a room. */
export class Connection implements RoomConnection {
  #principal: Principal;
  readonly #room: Room;
  readonly #settings: LimitSettings;
  readonly #log: Log;
  readonly #mayWrite: boolean;
  readonly #outbox: Outbox;
  readonly #marks: SavedMarks;
  readonly #sync: SyncExchange;
  readonly #messages: TokenBucket;
  readonly #awarenessMessages: TokenBucket;
  readonly #handlers: Readonly<Record<number, (reader: StrictReader) => Promise<void> | undefined>>;
  #clientId: number | null;
  #startedAt = 0;
  #reading = true;

  constructor({ socket, stream, room, principal, settings, log, clientId, hasEpoch }: ConnectionOptions) {
    const { limits } = settings;
    this.#principal = principal;
    this.#room = room;
    this.#settings = settings;
    this.#log = log;
    this.#mayWrite = can({ role: principal.role, personId: null }, "editPlan");
    this.#outbox = new Outbox({
      socket,
      stream,
      mostBytes: limits.bufferedBytes,
      stalledMs: limits.firstSyncStalledMs * settings.timeScale,
    });
    this.#marks = new SavedMarks(
      (run) => room.commits.afterCommit(run),
      (n) => this.send(encodeSaved(n)),
    );
    this.#messages = new TokenBucket(limits.messagesPerSecond, limits.messageBurst);
    this.#awarenessMessages = new TokenBucket(
      limits.messagesPerSecond * AWARENESS_RATE,
      limits.messageBurst * AWARENESS_RATE,
    );
    this.#sync = new SyncExchange({
      connection: this,
      room,
      limits,
      marks: this.#marks,
      hasEpoch,
      mayWrite: this.#mayWrite,
      isReading: () => this.#reading,
    });
    this.#clientId = clientId;
    this.#handlers = {
      [messageTypes.sync]: (reader) => this.#onSync(reader),
      [messageTypes.awareness]: (reader) => this.#onAwareness(reader),
      [messageTypes.queryAwareness]: (reader) => this.#onQueryAwareness(reader),
      [messageTypes.mark]: (reader) => this.#onMark(reader),
      [messageTypes.command]: (reader) => this.#onCommand(reader),
    };
  }

  get principal(): Principal {
    return this.#principal;
  }

  identify(personId: PersonId | null): void {
    if (this.#principal.personId === personId) return;
    this.#principal = { ...this.#principal, personId };
    if (this.#startedAt > 0) this.send(encodeIdentity(personId));
    if (this.#clientId !== null) this.#room.presence.renew(this, this.#clientId);
  }

  /** Sends our SyncStep1, and the whole plan to who wants it. The hello must have been sent, just now. */
  start({ all }: Pick<ConnectParams, "all"> = {}): void {
    this.#startedAt = performance.now();
    this.#sync.askForRest();
    if (all !== undefined) this.#sync.sendAll(all === WHOLE_VERSION);
  }

  get isBehind(): boolean {
    return this.#outbox.isBehind;
  }

  send(message: Uint8Array): void {
    this.#outbox.send(webSocketFrame(message));
  }

  sendFrame(frame: WireFrame): void {
    this.#outbox.send(frame);
  }

  sendLarge(frame: WireFrame): void {
    this.#outbox.sendLarge(frame, () => this.#sync.step2Sent());
  }

  /** What was dropped while the room could not keep it is asked for as soon as it can. */
  hearCondition(condition: Condition): void {
    if (this.#startedAt === 0) return;
    this.send(encodeCondition(condition));
    if (condition.kind === "writable") this.#sync.resume();
  }

  /** From this moment on nothing that it sends is applied, also of what was begun, and nothing more is sent to it. */
  close(reason: CloseReason): void {
    this.#reading = false;
    this.#room.leave(this);
    this.#outbox.close(reason);
  }

  stopReading(): void {
    this.#reading = false;
  }

  /** The socket is gone: the others no longer see its state. */
  leave(): void {
    this.#reading = false;
    if (this.#clientId !== null) this.#room.presence.remove(this, this.#clientId);
  }

  /** Called again and again: keeps an honest connection alive and ends one that has never begun. */
  tick(now: number): void {
    const { limits, timeScale } = this.#settings;
    const silentMs = this.#outbox.tick(now);
    // Early, because nobody looks more often than twenty times in that time.
    if (silentMs >= limits.keepAliveMs * timeScale * 0.85) this.send(encodePresence([]));
    if (!this.#sync.hasBegun && now - this.#startedAt > limits.handshakeMs * timeScale) this.close(closeCodes.tooSlow);
  }

  /** What comes next must wait for the promise, if there is one. */
  receive(frame: Uint8Array, isBinary: boolean): Promise<void> | undefined {
    if (!this.#reading) return undefined;
    try {
      return this.#read(frame, isBinary)?.catch((error: unknown) => this.#giveUp(error));
    } catch (error) {
      this.#giveUp(error);
      return undefined;
    }
  }

  #read(frame: Uint8Array, isBinary: boolean): Promise<void> | undefined {
    if (!isBinary) throw new MalformedError("is text");
    const reader = new StrictReader(frame);
    const type = reader.varUint();
    const bucket = type === messageTypes.awareness ? this.#awarenessMessages : this.#messages;
    if (!bucket.take()) {
      this.close(closeCodes.rateLimited);
      return undefined;
    }
    const handler = this.#handlers[type];
    if (!handler) throw new MalformedError("of no known kind");
    return handler(reader);
  }

  /** Whatever a frame makes its readers throw is the frame's fault and concerns this connection alone. */
  #giveUp(error: unknown): void {
    this.#log.info({ err: error }, "A frame could not be read.");
    this.close(closeCodes.protocolError);
  }

  #onSync(reader: StrictReader): Promise<void> | undefined {
    const type = reader.varUint();
    const content = reader.block();
    reader.end();
    return this.#sync.take(type, content);
  }

  #onAwareness(reader: StrictReader): undefined {
    const update = reader.block();
    reader.end();
    // Nobody's presence needs more than all the others' together, which the stock provider sends again.
    if (update.length > this.#settings.limits.updateBytes) throw new MalformedError("too much presence");
    const entry = readOwnEntry(update, this.#clientId);
    if (!entry) return;
    if (entry.bytes > this.#settings.limits.presenceBytes) throw new MalformedError("too much presence");
    if (this.#clientId === null) {
      // Its first state tells under which id it lives; it must be free to.
      const owner = this.#room.owners.ownerOf(entry.clientId);
      if (owner !== undefined && owner !== this.principal.userId) return;
      if (this.#mayWrite && !this.#room.owners.claim(entry.clientId, this.principal.userId)) return;
      this.#clientId = entry.clientId;
    }
    this.#room.presence.set(this, entry.clientId, entry.clock, entry.state);
  }

  #onQueryAwareness(reader: StrictReader): undefined {
    reader.end();
    this.send(this.#room.presence.encodeAll() ?? encodePresence([]));
  }

  #onMark(reader: StrictReader): undefined {
    const n = reader.varUint();
    reader.end();
    if (!this.#marks.receive(n)) throw new MalformedError("marks do not ascend");
  }

  #onCommand(reader: StrictReader): undefined {
    if (reader.left > this.#settings.limits.updateBytes) throw new MalformedError("too large a command");
    const request = readCommand(reader.text());
    reader.end();
    if (!request) throw new MalformedError("no command");
    const asker = { principal: this.principal, mayStill: () => this.#reading };
    this.#room.commands.run(asker, request).then(
      (answer) => answer && this.send(encodeCommandResult(answer)),
      // The disk has refused: the room closes its connections, and the asker sends it again under its key.
      () => undefined,
    );
  }
}
