import type { PlanId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";
import type { CommandAnswer, CommandRequest } from "#shared/protocol/planCommand.ts";
import type { LimitSettings } from "../limits.ts";
import type { Log } from "../log.ts";
import { DamagedPlanError } from "../storage/planStorage.ts";
import type { PlanStorage } from "../storage/planStorage.ts";
import type { Asker } from "./commandDesk.ts";
import { CommitTicks } from "./commitTicks.ts";
import type { RoomConnection } from "./roomConnection.ts";
import { loadRoom } from "./loadRoom.ts";
import type { Room } from "./room.ts";
import type { Doing } from "./doing.ts";
import { TokenBuckets } from "./tokenBuckets.ts";
import { nextTurn } from "./turns.ts";

export interface PlanRoomsOptions {
  readonly storage: PlanStorage;
  readonly settings: LimitSettings;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Told of what people do in plans, or are refused. */
  readonly onDone?: (doing: Doing) => void;
}

export interface RoomMetrics {
  /** Plans that are loaded, and connections to them. */
  readonly rooms: number;
  readonly sockets: number;
  /** Log rows committed since the server started. */
  readonly sequence: number;
  /** Updates and claims that are not on disk yet. */
  readonly pending: number;
  /** Plans of which part is lost on disk, or all when they were last asked for. */
  readonly damaged: number;
}

interface PlanOnDisk {
  readonly epoch: string;
  readonly records: PlanRecords;
  /** False: of a damaged plan these are the records as of its last good point. */
  readonly isWhole: boolean;
}

/**
 * - loading, open: as it says; a load that fails is forgotten, so that the next one tries again.
 * - retired: the room is of no use, but something of it may still be on its way to the disk; nobody loads until it is.
 * - closed: somebody works on what is stored of the plan; nobody loads until they have done.
 */
type Entry =
  | { readonly kind: "loading"; readonly room: Promise<Room | null> }
  | { readonly kind: "open"; readonly room: Room; unload: NodeJS.Timeout | null }
  | { readonly kind: "retired"; readonly room: Room; readonly settled: Promise<void> }
  | { readonly kind: "closed"; readonly opened: Promise<void> };

/** Every plan that is loaded. A plan is loaded once, however many ask for it at once. */
export class PlanRooms {
  readonly #options: PlanRoomsOptions;
  readonly #quotas: TokenBuckets;
  readonly #ticks: CommitTicks;
  readonly #entries = new Map<PlanId, Entry>();
  /** Plans of which, when they were last asked for, nothing could be read. */
  readonly #lost = new Set<PlanId>();
  /** Rows of rooms that are gone. */
  #rowsBefore = 0;
  #draining = false;

  constructor(options: PlanRoomsOptions) {
    this.#options = options;
    const { commandsPerMinute } = options.settings.limits;
    this.#quotas = new TokenBuckets(commandsPerMinute / 60, commandsPerMinute);
    options.storage.followWritable((writable) => {
      for (const entry of this.#entries.values()) if (entry.kind === "open") entry.room.setWritable(writable);
    });
    const { limits, timeScale } = options.settings;
    this.#ticks = new CommitTicks(limits.commitPauseMs * timeScale);
  }

  get draining(): boolean {
    return this.#draining;
  }

  /** The plan as it is on disk. Null if there is no such plan. Rejects if it cannot be loaded or written. */
  async read(planId: PlanId): Promise<PlanOnDisk | null> {
    const room = await this.open(planId);
    if (!room) return null;
    const { epoch, records, condition } = room;
    await room.committed();
    return { epoch, records, isWhole: condition.kind !== "damaged" };
  }

  /**
   * Runs a command in a plan. "unknown" if there is no such plan; null as CommandDesk says. Rejects if it cannot be loaded or written; then nothing was
   * done.
   */
  async command(planId: PlanId, asker: Asker, request: CommandRequest): Promise<CommandAnswer | "unknown" | null> {
    const room = await this.open(planId);
    return room ? room.commands.run(asker, request) : "unknown";
  }

  /** All clientIDs of one user are another's, also in plans that are open, or being opened just now. */
  async passClaims(from: string, to: string): Promise<void> {
    await this.#options.storage.passClaims(from, to);
    for (const entry of this.#entries.values()) {
      const room = entry.kind === "loading" ? await entry.room.catch(() => null) : null;
      if (entry.kind === "open") entry.room.owners.pass(from, to);
      else room?.owners.pass(from, to);
    }
  }

  /** The room of a plan, loaded if it is not. Null if there is no such plan. Join it at once, or it may be unloaded. */
  async open(planId: PlanId): Promise<Room | null> {
    for (;;) {
      const entry = this.#entries.get(planId);
      if (entry?.kind === "open") return this.#keep(planId, entry.room);
      if (entry) await settledOf(entry);
      else if ((await this.#load(planId)) === null) return null;
    }
  }

  /** Takes a connection out of its room; after the last one the plan is unloaded, but not at once. */
  leave(planId: PlanId, room: Room, connection: RoomConnection): void {
    room.leave(connection);
    const entry = this.#entries.get(planId);
    if (entry?.kind === "open" && entry.room === room) this.#keep(planId, room);
  }

  /**
   * Works on what is stored of a plan while nobody has it open and nobody can open it. Who has it open is told to come
   * back, and waits; with `ifUnused` the work is left undone instead. False if it was left undone.
   */
  async whileClosed(planId: PlanId, ifUnused: boolean, work: () => Promise<void>): Promise<boolean> {
    for (let entry = this.#entries.get(planId); entry; entry = this.#entries.get(planId)) {
      if (entry.kind === "open") {
        if (ifUnused && entry.room.connections.size > 0) return false;
        entry.room.retire(closeCodes.restarting);
        continue;
      }
      await settledOf(entry).catch(() => undefined);
      // Whoever waited for the room as well joins it first.
      if (entry.kind === "loading") await nextTurn();
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#entries.set(planId, { kind: "closed", opened: promise });
    try {
      await work();
      return true;
    } finally {
      this.#entries.delete(planId);
      resolve();
    }
  }

  metrics(): RoomMetrics {
    const metrics = { rooms: 0, sockets: 0, sequence: this.#rowsBefore, pending: 0, damaged: this.#lost.size };
    for (const entry of this.#entries.values()) {
      if (entry.kind === "loading" || entry.kind === "closed") continue;
      metrics.rooms += 1;
      metrics.sockets += entry.room.connections.size;
      metrics.sequence += entry.room.commits.rowsWritten;
      metrics.pending += entry.room.commits.pending;
      if (entry.room.condition.kind === "damaged") metrics.damaged += 1;
    }
    return metrics;
  }

  /** Nothing more is let in or read; what was read is committed and reported saved; then every connection closes with 1012. */
  async drain(): Promise<void> {
    this.#draining = true;
    const rooms = [...this.#entries.values()].flatMap((entry) => (entry.kind === "open" ? [entry.room] : []));
    for (const connection of rooms.flatMap((room) => [...room.connections])) connection.stopReading();
    await Promise.all(rooms.map((room) => room.commits.settled()));
    for (const room of rooms) room.retire(closeCodes.restarting);
    const entries = [...this.#entries.values()];
    await Promise.all(entries.flatMap((entry) => (entry.kind === "retired" ? [entry.settled] : [])));
  }

  #load(planId: PlanId): Promise<Room | null> {
    const { onDone = () => undefined } = this.#options;
    const quota = (userId: string): boolean => this.#quotas.take(userId);
    const options = {
      ...this.#options,
      onDone,
      quota,
      ticks: this.#ticks,
      planId,
      onRetired: () => this.#retire(planId),
    };
    const loaded = loadRoom(options).then(
      (room) => {
        if (room) this.#keep(planId, room);
        else this.#entries.delete(planId);
        this.#lost.delete(planId);
        // It may have changed since the log was read.
        room?.setWritable(this.#options.storage.writable);
        return room;
      },
      (error: unknown) => {
        this.#entries.delete(planId);
        if (error instanceof DamagedPlanError) this.#lost.add(planId);
        throw error;
      },
    );
    this.#entries.set(planId, { kind: "loading", room: loaded });
    return loaded;
  }

  /** Starts the wait for unloading anew. */
  #keep(planId: PlanId, room: Room): Room {
    const former = this.#entries.get(planId);
    if (former?.kind === "open" && former.unload) clearTimeout(former.unload);
    const { limits, timeScale } = this.#options.settings;
    const unload = setTimeout(() => this.#unload(planId, room), limits.roomGraceMs * timeScale);
    unload.unref();
    this.#entries.set(planId, { kind: "open", room, unload });
    return room;
  }

  /** Only a room in which nobody is and nothing waits for the disk. Nothing in here waits, so nobody can come between. */
  #unload(planId: PlanId, room: Room): void {
    if (room.connections.size > 0 || room.commits.pending > 0) {
      // Somebody has joined meanwhile, and leaving starts the wait again; or the disk is slow.
      if (room.connections.size === 0) this.#keep(planId, room);
      return;
    }
    const unused = room.condition.kind === "writable" ? room.unusedClientIds() : [];
    this.#forget(planId, room);
    if (unused.length > this.#options.settings.limits.unusedClientIds) this.#dropClaims(planId, unused);
  }

  /** Every page that is opened claims an id. A device that comes back claims its own again. */
  #dropClaims(planId: PlanId, clientIds: readonly number[]): void {
    const { storage, log } = this.#options;
    this.whileClosed(planId, true, () => storage.dropClaims(planId, clientIds)).catch((error: unknown) =>
      log.warn({ err: error, planId }, "Unused clientIDs of a plan could not be dropped; it keeps them."),
    );
  }

  #retire(planId: PlanId): void {
    const entry = this.#entries.get(planId);
    if (entry?.kind !== "open") return;
    if (entry.unload) clearTimeout(entry.unload);
    const { room } = entry;
    const settled = room.commits.settled().then(() => this.#forget(planId, room));
    this.#entries.set(planId, { kind: "retired", room, settled });
  }

  #forget(planId: PlanId, room: Room): void {
    this.#entries.delete(planId);
    this.#rowsBefore += room.commits.rowsWritten;
    room.destroy();
  }
}

/** When a plan that is not open may be: by then another look is needed. */
async function settledOf(entry: Exclude<Entry, { kind: "open" }>): Promise<void> {
  if (entry.kind === "retired") await entry.settled;
  else if (entry.kind === "closed") await entry.opened;
  else await entry.room;
}
