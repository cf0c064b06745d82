import type { CommandContext } from "#shared/commands/command.ts";
import { sharedText } from "#shared/document/planDocument.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import type { PersonId, PlanId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import type { Action } from "#shared/permissions/can.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";
import type { CloseReason } from "#shared/protocol/closeCodes.ts";
import type { Condition } from "#shared/protocol/messages.ts";
import { personOf } from "#shared/queries/people.ts";
import type { LimitSettings } from "../limits.ts";
import type { Log } from "../log.ts";
import { DiskRefusedError } from "../storage/planStorage.ts";
import type { PlanStorage } from "../storage/planStorage.ts";
import { ClientIdOwners } from "./clientIdOwners.ts";
import { CommitQueue } from "./commitQueue.ts";
import type { CommitTicks } from "./commitTicks.ts";
import { FanOut } from "./fanOut.ts";
import { CommandDesk } from "./commandDesk.ts";
import type { Doing } from "./doing.ts";
import { keepUp } from "./keepUp.ts";
import { LiveDocument } from "./liveDocument.ts";
import type { Principal } from "./principal.ts";
import type { RoomConnection } from "./roomConnection.ts";
import type { ReadLog } from "./readLog.ts";
import { Rekeying } from "./rekeying.ts";
import { RoomCondition } from "./roomCondition.ts";
import { RoomPresence } from "./roomPresence.ts";
import type { StateEncodings } from "./stateEncodings.ts";
import { UpdateIntake } from "./updateIntake.ts";
import type { Verdict } from "./updateIntake.ts";

export interface RoomOptions {
  readonly planId: PlanId;
  readonly storage: PlanStorage;
  readonly settings: LimitSettings;
  readonly log: Log;
  readonly ticks: CommitTicks;
  readonly clock: () => number;
  /** False if that was one command too many of this user. */
  readonly quota: (userId: string) => boolean;
  readonly onDone: (doing: Doing) => void;
  /** The room is of no use any more: its document may hold what must not be seen. It has closed its connections. */
  readonly onRetired: () => void;
}

/** With so many milliseconds more of gathering each listener of a busy plan is paid for. */
const GATHER_MS_PER_LISTENER = 0.1;

/** Whose the clientIDs are that commands are written under. */
const SERVER = "waymark";

/** A plan that is loaded: its document, and everybody who is connected to it. */
export class Room {
  readonly epoch: string;
  readonly document: PlanDocument;
  readonly owners: ClientIdOwners;
  readonly commits: CommitQueue;
  readonly presence: RoomPresence;
  readonly commands: CommandDesk;
  readonly encodings: StateEncodings;
  readonly #options: RoomOptions;
  readonly #live: LiveDocument;
  readonly #connections = new Set<RoomConnection>();
  readonly #fanOut = new FanOut();
  readonly #rekeying: Rekeying;
  readonly #intake: UpdateIntake<RoomConnection>;
  readonly #condition: RoomCondition;
  #onDisk: PlanRecords | null = null;
  #retired = false;

  /** Of a plan that has been read; see loadRoom. */
  constructor(options: RoomOptions, { log, condition }: ReadLog, document: PlanDocument) {
    const { planId, storage, settings, clock } = options;
    this.#options = options;
    this.epoch = log.epoch;
    this.document = document;
    this.#live = new LiveDocument({
      planId,
      storage,
      log: options.log,
      document,
      loadedFrom: log,
      onChange: (update, writer) => this.commits.addUpdate(update, writer),
      onWritten: ({ principal }, action) => this.#note(principal, action, "sync", true),
    });
    this.encodings = this.#live.encodings;
    const { gatherMs } = settings.limits;
    this.commits = new CommitQueue({
      planId,
      storage,
      limits: settings.limits,
      log: options.log,
      ticks: options.ticks,
      // What is sent to few costs little, so they need not wait for more to come.
      gatherMs: () => Math.min(gatherMs, this.#fanOut.listeners.size * GATHER_MS_PER_LISTENER) * settings.timeScale,
      clock,
      logged: { rows: log.updates.length, bytes: log.updates.reduce((sum, { length }) => sum + length, 0) },
      encodeState: () => (this.#retired ? null : this.#live.encodeState()),
      encodeStored: () => this.#live.encodeStored(),
      isLarge: () => this.#live.bytes > settings.limits.largePlanBytes,
      title: () => sharedText(document, "plan", "", "title")?.toString() ?? "",
      onCommitted: (batch) => this.#fanOut.publishUpdate(batch),
      onFailed: (error) => {
        options.log.error({ err: error, planId }, "A commit failed; the plan is loaded anew from its log.");
        // What the disk refused can be read and goes on being shown; what is damaged cannot be told from here.
        this.retire(error instanceof DiskRefusedError ? closeCodes.restarting : closeCodes.unavailable);
      },
    });
    this.#condition = new RoomCondition(condition, {
      keepUp: () => keepUp(document, options),
      addClaim: (clientId, userId) => this.commits.addClaim(clientId, userId),
    });
    this.owners = new ClientIdOwners(log.claims, settings.limits.clientIdsPerUser, (clientId, userId) =>
      this.#condition.addClaim(clientId, userId),
    );
    this.presence = new RoomPresence({
      intervalMs: (1_000 / settings.limits.presencePerSecond) * settings.timeScale,
      nameOf: (personId) => this.#nameOf(personId),
      afterCommit: (run) => this.commits.afterCommit(run),
      publish: (message, writers, encodeAll) => this.#fanOut.publishPresence(message, writers, encodeAll),
    });
    this.commands = new CommandDesk({
      planId,
      storage,
      quota: options.quota,
      context: (actor) => this.#commandContext(actor),
      write: (run) => this.#writeOwn(run),
      keep: (answer) => this.commits.addAnswer(answer),
      committed: () => this.committed(),
      note: (principal, action, done) => this.#note(principal, action, "command", done),
    });
    const quietMs = settings.limits.rekeyQuietMs * settings.timeScale;
    this.#rekeying = new Rekeying(
      document,
      () => this.records,
      () => this.#condition.isWritable,
      quietMs,
    );
    this.#intake = new UpdateIntake({
      document,
      owners: this.owners,
      limits: settings.limits,
      isFullWith: (more) => !this.#retired && this.#live.exceeds(settings.limits.documentBytes - more),
      apply: (update, connection) => this.#apply(update, connection),
      concerns: (connection) => !this.#retired && this.#connections.has(connection),
    });
  }

  /** Brings the plan to the present layout and repairs it, if that can be kept. */
  keepUp(): void {
    this.#condition.keepUp();
  }

  /** The plan as it is in memory. To show it to anybody, wait for `committed` after reading it. */
  get records(): PlanRecords {
    return this.#live.records;
  }

  /** Whether what is written can be kept. While it cannot, nothing is applied: the document is what is on disk. */
  get condition(): Condition {
    return this.#condition.present;
  }

  /** Whether the disk takes what is written. */
  setWritable(writable: boolean): void {
    if (this.#retired || !this.#condition.setWritable(writable)) return;
    for (const connection of this.#connections) connection.hearCondition(this.condition);
  }

  get connections(): ReadonlySet<RoomConnection> {
    return this.#connections;
  }

  /** Resolves once all that was applied so far is on disk; rejects if the disk refuses it. */
  committed(): Promise<void> {
    return new Promise((resolve, reject) => this.commits.afterCommit(resolve, reject));
  }

  /** ClientIDs that somebody has claimed and nobody has written under. */
  unusedClientIds(): readonly number[] {
    const { clients } = this.document.doc.store;
    return this.owners.unused((clientId) => clients.has(clientId));
  }

  join(connection: RoomConnection): void {
    this.#connections.add(connection);
    this.#note(connection.principal, "seePlan", "sync", true);
  }

  leave(connection: RoomConnection): void {
    this.#connections.delete(connection);
    this.#fanOut.remove(connection);
  }

  /**
   * Sends what the connection does not know as SyncStep2, then everything that happens.
   *
   * @param asWhole it knows nothing, and is sent all as the message of that name
   */
  listen(connection: RoomConnection, stateVector: Uint8Array, asWhole = false): void {
    const missing = asWhole ? this.encodings.whole() : this.encodings.step2(stateVector);
    this.commits.afterCommit(() => {
      if (!this.#connections.has(connection)) return;
      connection.sendLarge(missing);
      this.#fanOut.add(connection);
      const present = this.presence.encodeAll();
      if (present) connection.send(present);
    });
  }

  /** Judges an update and, if it passes, applies it and hands it over to be committed: at once unless it is a large one. */
  receive(update: Uint8Array, mostBytes: number, connection: RoomConnection): Verdict | Promise<Verdict> {
    return this.#intake.receive(update, mostBytes, connection);
  }

  /** Ends the room: closes every connection but `except` and never shows its document again. */
  retire(reason: CloseReason, except?: RoomConnection): void {
    if (this.#retired) return;
    this.#retired = true;
    this.presence.destroy();
    this.#rekeying.destroy();
    this.encodings.forget();
    const connections = [...this.#connections];
    for (const connection of connections) {
      this.leave(connection);
      if (connection !== except) connection.close(reason);
    }
    this.#options.onRetired();
  }

  /** Frees what the room holds. Nothing may be pending. */
  destroy(): void {
    this.presence.destroy();
    this.#rekeying.destroy();
    this.#live.destroy();
  }

  /** As it is on disk: a new name is not shown through presence before the change itself may be. */
  #nameOf(personId: PersonId): string | undefined {
    if (this.commits.isDocumentOnDisk) this.#onDisk = this.records;
    return this.#onDisk === null ? undefined : personOf(this.#onDisk, personId)?.name;
  }

  #apply(update: Uint8Array, connection: RoomConnection): boolean {
    const isApplied = this.#live.apply(update, connection);
    if (!isApplied) this.retire(closeCodes.restarting, connection);
    return isApplied;
  }

  #commandContext(actor: CommandContext["actor"]): CommandContext | "planTooLarge" | "cannotSave" {
    const { documentBytes, updateBytes } = this.#options.settings.limits;
    if (this.#retired || !this.#condition.isWritable) return "cannotSave";
    if (this.#live.exceeds(documentBytes - updateBytes)) return "planTooLarge";
    return { document: this.document, records: this.records, actor, now: this.#options.clock() };
  }

  /** Under the document's own clientID, which from then on nobody else may write under. */
  #writeOwn<T>(run: () => T): T {
    this.owners.claim(this.document.doc.clientID, SERVER);
    return run();
  }

  #note(principal: Principal, action: Action, way: Doing["way"], done: boolean): void {
    this.#options.onDone({ planId: this.#options.planId, principal, action, way, done });
  }
}
