import { closeCodes } from "#shared/protocol/closeCodes.ts";
import type { Limits } from "../limits.ts";
import { countClients, NOTHING } from "./countClients.ts";
import { syncTypes } from "./frames.ts";
import type { RoomConnection } from "./roomConnection.ts";
import type { Room } from "./room.ts";
import type { SavedMarks } from "./savedMarks.ts";
import { MalformedError } from "./strictReader.ts";
import { TokenBucket } from "./tokenBucket.ts";
import type { Verdict } from "./updateIntake.ts";

/** After so many gaps that a SyncStep2 did not close, something is wrong with the client. */
const MOST_GAPS = 3;

export interface SyncExchangeOptions {
  readonly connection: RoomConnection;
  readonly room: Room;
  readonly limits: Pick<Limits, "catchUpsPerSecond" | "catchUpBurst" | "firstSyncBytes" | "updateBytes">;
  /** Held while something of the connection has been dropped. */
  readonly marks: SavedMarks;
  /** The client said which epoch it holds; else it must hold nothing. */
  readonly hasEpoch: boolean;
  readonly mayWrite: boolean;
  /** False once nothing counts any more that the connection has sent. */
  readonly isReading: () => boolean;
}

/** How one client and its room come to know the same: the three messages of y-protocols, in both directions. */
export class SyncExchange {
  readonly #options: SyncExchangeOptions;
  readonly #catchUps: TokenBucket;
  #hasBegun = false;
  /** Our SyncStep1 is out and not answered yet. */
  #awaitsStep2 = true;
  /** A live update was dropped; what comes after it is too, until the SyncStep2 that holds them. */
  #dropping = false;
  #gaps = 0;
  /** A large SyncStep2 is on its way; the newest SyncStep1 that came meanwhile waits. */
  #busyWithStep2 = false;
  #waitingStep1: Uint8Array | null = null;

  constructor(options: SyncExchangeOptions) {
    const { limits, marks, mayWrite } = options;
    this.#options = options;
    this.#catchUps = new TokenBucket(limits.catchUpsPerSecond, limits.catchUpBurst);
    // Nothing they send is kept, so nothing of it is ever saved.
    if (!mayWrite) marks.hold();
  }

  /** The client has said what it knows. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /**
   * Takes one message of the client. What comes next must wait for the promise, if there is one.
   *
   * @throws MalformedError if no client may send it, or not yet
   */
  take(type: number, content: Uint8Array): Promise<void> | undefined {
    if (type === syncTypes.step1) this.#onStep1(content);
    else if (type !== syncTypes.step2 && type !== syncTypes.update) throw new MalformedError("of no known kind");
    else if (!this.#hasBegun) throw new MalformedError("comes too early");
    else if (this.#options.mayWrite) return this.#onUpdate(content, type === syncTypes.step2);
    return undefined;
  }

  /** Sends our SyncStep1. */
  askForRest(): void {
    this.#awaitsStep2 = true;
    const { room, connection } = this.#options;
    const known = room.encodings.step1();
    room.commits.afterCommit(() => connection.send(known));
  }

  /** As if the client had said that it holds nothing. asWhole: it reads the message of that name. */
  sendAll(asWhole: boolean): void {
    this.#onStep1(NOTHING, asWhole);
  }

  /** The room can keep what is written again: what was dropped is asked for. */
  resume(): void {
    if (this.#dropping) this.askForRest();
  }

  /** The operating system has taken the SyncStep2. */
  step2Sent(): void {
    const { room, connection, isReading } = this.#options;
    const waiting = this.#waitingStep1;
    this.#waitingStep1 = null;
    this.#busyWithStep2 = waiting !== null;
    if (waiting && isReading()) room.listen(connection, waiting);
  }

  #onStep1(stateVector: Uint8Array, asWhole = false): void {
    const { room, connection, hasEpoch } = this.#options;
    const holds = countClients(stateVector) > 0;
    if (!hasEpoch && !this.#hasBegun && holds) return connection.close(closeCodes.refused);
    this.#hasBegun = true;
    if (!this.#catchUps.take()) return connection.close(closeCodes.rateLimited);
    if (this.#busyWithStep2) {
      this.#waitingStep1 = stateVector;
      return;
    }
    this.#busyWithStep2 = true;
    room.listen(connection, stateVector, asWhole);
  }

  #onUpdate(update: Uint8Array, isStep2: boolean): Promise<void> | undefined {
    if (this.#dropping && !isStep2) return undefined;
    const { room, connection, limits } = this.#options;
    if (room.condition.kind !== "writable") {
      this.#drop();
      return undefined;
    }
    const verdict = room.receive(update, isStep2 ? limits.firstSyncBytes : limits.updateBytes, connection);
    if (verdict instanceof Promise) return verdict.then((later) => this.#onVerdict(later, isStep2));
    this.#onVerdict(verdict, isStep2);
    return undefined;
  }

  #onVerdict(verdict: Verdict, isStep2: boolean): void {
    const { connection, marks, isReading } = this.#options;
    if (!isReading()) return;
    if (verdict.kind === "refused") return connection.close(closeCodes.refused);
    if (verdict.kind === "gap") return this.#onGap(isStep2);
    if (!isStep2) return;
    this.#awaitsStep2 = false;
    this.#dropping = false;
    marks.release();
  }

  /** Not refused and not lost: the client has it and is asked for it later. */
  #drop(): void {
    this.#dropping = true;
    this.#options.marks.hold();
  }

  /** Live updates can overtake the client's SyncStep2, which then holds them. After it, gaps are not expected. */
  #onGap(isStep2: boolean): void {
    this.#drop();
    if (this.#awaitsStep2 && !isStep2) return;
    this.#gaps += 1;
    if (this.#gaps >= MOST_GAPS) return this.#options.connection.close(closeCodes.protocolError);
    this.askForRest();
  }
}
