import * as Y from "yjs";

import type { PlanDocument } from "#shared/document/planDocument.ts";
import { PlanProjection } from "#shared/document/planProjection.ts";
import type { PlanId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import type { Action } from "#shared/permissions/can.ts";
import type { Log } from "../log.ts";
import { openPlanWorker } from "../maintenance/openPlanWorker.ts";
import type { PlanLog, PlanStorage } from "../storage/planStorage.ts";
import { changedActions } from "./changedActions.ts";
import type { StoredState } from "./commitQueue.ts";
import { hasPending } from "./loadDocument.ts";
import type { RoomConnection } from "./roomConnection.ts";
import { StateEncodings } from "./stateEncodings.ts";

export interface LiveDocumentOptions {
  readonly planId: PlanId;
  readonly storage: PlanStorage;
  readonly log: Log;
  readonly document: PlanDocument;
  /** What the document was loaded from. */
  readonly loadedFrom: PlanLog;
  /** Takes every change, to be committed. The server's own is upkeep. */
  readonly onChange: (update: Uint8Array, writer: RoomConnection | "upkeep") => void;
  /** Somebody's update has done this. */
  readonly onWritten: (writer: RoomConnection, action: Action) => void;
}

/** A plan's document in memory: what is applied to it, what it looks like, how large it is. */
export class LiveDocument {
  readonly encodings: StateEncodings;
  readonly #options: LiveDocumentOptions;
  #projection: PlanProjection | null = null;
  /** What Yjs says has changed while an update of somebody connected is being applied, and whose it is. */
  #applied: Uint8Array[] | null = null;
  #writer: RoomConnection | null = null;
  /** What was logged, which is more than the document has. */
  #bytes: number;

  constructor(options: LiveDocumentOptions) {
    const { document, loadedFrom } = options;
    this.#options = options;
    this.#bytes = loadedFrom.updates.reduce((sum, { length }) => sum + length, loadedFrom.checkpoint?.length ?? 0);
    this.encodings = new StateEncodings(document.doc, () => this.records);
    document.doc.on("update", (update: Uint8Array) => this.#collect(update));
    document.doc.on("afterTransaction", (transaction: Y.Transaction) => this.#noteWriter(transaction));
  }

  get records(): PlanRecords {
    this.#projection ??= new PlanProjection(this.#options.document);
    return this.#projection.records;
  }

  /** Bytes it has at most. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Applies what the gate has let in. False if that failed; then the document must not be used any more. */
  apply(update: Uint8Array, writer: RoomConnection): boolean {
    const { doc } = this.#options.document;
    const applied: Uint8Array[] = [];
    this.#applied = applied;
    this.#writer = writer;
    try {
      Y.applyUpdate(doc, update, writer);
      if (hasPending(doc)) throw new Error("The update left something pending.");
    } catch (error) {
      const { log, planId } = this.#options;
      // Yjs may have stopped half-way, so the document in memory is nobody's any more. The plan's log is clean.
      log.error({ err: error, planId }, "An update passed the gate and could not be applied.");
      return false;
    } finally {
      this.#applied = null;
      this.#writer = null;
    }
    for (const change of applied) this.#handOver(change, writer);
    return true;
  }

  /** All of it as one update. */
  encodeState(): Uint8Array {
    const state = Y.encodeStateAsUpdate(this.#options.document.doc);
    this.#bytes = state.length;
    return state;
  }

  /** What is on disk as one state, made on another thread. Null if there is no such plan. */
  async encodeStored(): Promise<StoredState | null> {
    const { storage, planId } = this.#options;
    const log = await storage.load(planId);
    if (!log) return null;
    const worker = openPlanWorker();
    try {
      const { state } = await worker.call("compact", { planId, log });
      this.#bytes = state.length;
      return { sequence: log.sequence, state };
    } finally {
      await worker.stop();
    }
  }

  /** Only a document near the limit is measured. */
  exceeds(mostBytes: number): boolean {
    return this.#bytes > mostBytes && this.encodeState().length > mostBytes;
  }

  destroy(): void {
    this.encodings.forget();
    this.#projection?.destroy();
    this.#options.document.doc.destroy();
  }

  #collect(update: Uint8Array): void {
    this.encodings.forget();
    if (this.#applied) this.#applied.push(update);
    else this.#handOver(update, "upkeep");
  }

  #handOver(update: Uint8Array, writer: RoomConnection | "upkeep"): void {
    this.#bytes += update.length;
    this.#options.onChange(update, writer);
  }

  /** A command is noted by its own name. */
  #noteWriter(transaction: Y.Transaction): void {
    const writer = this.#writer;
    if (!writer) return;
    const { document, onWritten } = this.#options;
    for (const action of changedActions(document, transaction)) onWritten(writer, action);
  }
}
