// Stop 7 of the way of one drag: one socket, from its first frame to its close.
import type { Writable } from "node:stream";

import type { WebSocket } from "ws";

import type { PersonId } from "#shared/model/id.ts";
import { can } from "#shared/permissions/can.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";
import type { CloseReason } from "#shared/protocol/closeCodes.ts";
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
import { countClients } from "./countClients.ts";
import { encodePresence, syncTypes } from "./frames.ts";
import type { Member, Principal } from "./member.ts";
import { Outbox } from "./outbox.ts";
import { readOwnEntry } from "./ownEntry.ts";
import type { Room } from "./room.ts";
import { SavedMarks } from "./savedMarks.ts";
import { StrictReader } from "./strictReader.ts";
import { TokenBucket } from "./tokenBucket.ts";
import type { Verdict } from "./updateIntake.ts";
import { webSocketFrame } from "./webSocketFrame.ts";
import type { WireFrame } from "./webSocketFrame.ts";

/** After so many gaps that a SyncStep2 did not close, something is wrong with the client. */
const MOST_GAPS = 3;
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

/** A frame that no client may send. */
class FrameError extends Error {}

/** One socket that has been let into a room. */
export class Connection implements Member {
  #principal: Principal;
  readonly #room: Room;
  readonly #settings: LimitSettings;
  readonly #log: Log;
  readonly #hasEpoch: boolean;
  readonly #mayWrite: boolean;
  readonly #outbox: Outbox;
  readonly #marks: SavedMarks;
  readonly #messages: TokenBucket;
  readonly #awarenessMessages: TokenBucket;
  readonly #catchUps: TokenBucket;
  readonly #handlers: Readonly<Record<number, (reader: StrictReader) => Promise<void> | undefined>>;
  #clientId: number | null;
  #startedAt = 0;
  #reading = true;
  #greeted = false;
  /** Our SyncStep1 is out and not answered yet. */
  #awaitsStep2 = true;
  /** A live update was dropped; what comes after it is too, until the SyncStep2 that holds them. */
  #dropping = false;
  #gaps = 0;
  /** A large SyncStep2 is on its way; the newest SyncStep1 that came meanwhile waits. */
  #busyWithStep2 = false;
  #waitingStep1: Uint8Array | null = null;

  constructor({ socket, stream, room, principal, settings, log, clientId, hasEpoch }: ConnectionOptions) {
    const { limits } = settings;
    this.#principal = principal;
    this.#room = room;
    this.#settings = settings;
    this.#log = log;
    this.#hasEpoch = hasEpoch;
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
    this.#catchUps = new TokenBucket(limits.catchUpsPerSecond, limits.catchUpBurst);
    // Nothing they send is kept, so nothing of it is ever saved.
    if (!this.#mayWrite) this.#marks.hold();
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
    this.#principal = { ...this.#principal, personId };
    if (this.#startedAt > 0) this.send(encodeIdentity(personId));
    if (this.#clientId !== null) this.#room.presence.renew(this, this.#clientId);
  }

  /** Sends our SyncStep1. The hello must have been sent, just now. */
  start(): void {
    this.#startedAt = performance.now();
    this.#askForRest();
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
    this.#outbox.sendLarge(frame, () => this.#step2Sent());
  }

  /** What was dropped while the room could not keep it is asked for as soon as it can. */
  hearCondition(condition: Condition): void {
    if (this.#startedAt === 0) return;
    this.send(encodeCondition(condition));
    if (condition.kind === "writable" && this.#dropping) this.#askForRest();
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
    if (!this.#greeted && now - this.#startedAt > limits.handshakeMs * timeScale) this.close(closeCodes.tooSlow);
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
    if (!isBinary) throw new FrameError();
    const reader = new StrictReader(frame);
    const type = reader.varUint();
    const bucket = type === messageTypes.awareness ? this.#awarenessMessages : this.#messages;
    if (!bucket.take()) {
      this.close(closeCodes.rateLimited);
      return undefined;
    }
    const handler = this.#handlers[type];
    if (!handler) throw new FrameError();
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
    if (type === syncTypes.step1) this.#onStep1(content);
    else if (type !== syncTypes.step2 && type !== syncTypes.update) throw new FrameError();
    else if (!this.#greeted) throw new FrameError();
    else if (this.#mayWrite) return this.#onUpdate(content, type === syncTypes.step2);
    return undefined;
  }

  #onStep1(stateVector: Uint8Array): void {
    const holds = countClients(stateVector) > 0;
    if (!this.#hasEpoch && !this.#greeted && holds) return this.close(closeCodes.refused);
    this.#greeted = true;
    if (!this.#catchUps.take()) return this.close(closeCodes.rateLimited);
    if (this.#busyWithStep2) {
      this.#waitingStep1 = stateVector;
      return;
    }
    this.#busyWithStep2 = true;
    this.#room.listen(this, stateVector);
  }

  #step2Sent(): void {
    const waiting = this.#waitingStep1;
    this.#waitingStep1 = null;
    this.#busyWithStep2 = waiting !== null;
    if (waiting && this.#reading) this.#room.listen(this, waiting);
  }

  #onUpdate(update: Uint8Array, isStep2: boolean): Promise<void> | undefined {
    if (this.#dropping && !isStep2) return undefined;
    if (this.#room.condition.kind !== "writable") {
      this.#drop();
      return undefined;
    }
    const { firstSyncBytes, updateBytes } = this.#settings.limits;
    const verdict = this.#room.receive(update, isStep2 ? firstSyncBytes : updateBytes, this);
    if (verdict instanceof Promise) return verdict.then((later) => this.#onVerdict(later, isStep2));
    this.#onVerdict(verdict, isStep2);
    return undefined;
  }

  #onVerdict(verdict: Verdict, isStep2: boolean): void {
    if (!this.#reading) return;
    if (verdict.kind === "refused") return this.close(closeCodes.refused);
    if (verdict.kind === "gap") return this.#onGap(isStep2);
    if (!isStep2) return;
    this.#awaitsStep2 = false;
    this.#dropping = false;
    this.#marks.release();
  }

  /** Not refused and not lost: the client has it and is asked for it later. */
  #drop(): void {
    this.#dropping = true;
    this.#marks.hold();
  }

  /** Live updates can overtake the client's SyncStep2, which then holds them. After it, gaps are not expected. */
  #onGap(isStep2: boolean): void {
    this.#drop();
    if (this.#awaitsStep2 && !isStep2) return;
    this.#gaps += 1;
    if (this.#gaps >= MOST_GAPS) return this.close(closeCodes.protocolError);
    this.#askForRest();
  }

  #askForRest(): void {
    this.#awaitsStep2 = true;
    const known = this.#room.encodings.step1();
    this.#room.commits.afterCommit(() => this.send(known));
  }

  #onAwareness(reader: StrictReader): undefined {
    const update = reader.block();
    reader.end();
    // Nobody's presence needs more than all the others' together, which the stock provider sends again.
    if (update.length > this.#settings.limits.updateBytes) throw new FrameError();
    const entry = readOwnEntry(update, this.#clientId);
    if (!entry) return;
    if (entry.bytes > this.#settings.limits.presenceBytes) throw new FrameError();
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
    if (!this.#marks.receive(n)) throw new FrameError();
  }

  #onCommand(reader: StrictReader): undefined {
    if (reader.left > this.#settings.limits.updateBytes) throw new FrameError();
    const request = readCommand(reader.text());
    reader.end();
    if (!request) throw new FrameError();
    const asker = { principal: this.principal, mayStill: () => this.#reading };
    this.#room.commands.run(asker, request).then(
      (answer) => answer && this.send(encodeCommandResult(answer)),
      // The disk has refused: the room closes its connections, and the asker sends it again under its key.
      () => undefined,
    );
  }
}
