// Stop 9 of the way of one drag: the other windows' documents, which take in what the server sends.
import type * as Y from "yjs";

import type { PlanDocument } from "#shared/document/planDocument.ts";
import { newYDoc, planDocument, sharedText } from "#shared/document/planDocument.ts";
import type { PlanProjection } from "#shared/document/planProjection.ts";
import { SCHEMA_VERSION } from "#shared/document/layout.ts";
import type { PersonId, PlanId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { writeConnectParams } from "#shared/protocol/connectParams.ts";
import type { Condition, Hello } from "#shared/protocol/messages.ts";
import type { CommandAnswer } from "#shared/protocol/planCommand.ts";

import { takeEarlyConnection } from "./earlySocket.ts";
import { LocalStore } from "./localStore.ts";
import { PlanLink } from "./planLink.ts";
import type { TextAddress } from "./planSession.ts";
import { projectPlan } from "./projectPlan.ts";

/** What a replica tells, until it is stopped. */
export interface PlanReplicaListener {
  /**
   * A new version of the records. changed: a change made here brought it. contentCame: it came from the device or the
   * server. synced: it is the first, and all that the server has; of a
   * plan that was not read yet what a board shows.
   */
  onRecords(records: PlanRecords, why: "changed" | "contentCame" | "synced"): void;
  onHello(hello: Hello): void;
  onCondition(condition: Condition): void;
  onSynced(): void;
  onLost(code: number | null): void;
  /** Something may now be here that the server has not; `edited`: somebody just changed it, it did not lie on the device. */
  onChanged(edited: boolean): void;
  onSaved(): void;
  onAnswer(answer: CommandAnswer): void;
  onIdentity(personId: PersonId | null): void;
  onKept(kept: boolean): void;
}

export interface PlanReplicaOptions {
  readonly planId: PlanId;
  readonly url: string;
  readonly WebSocket: typeof WebSocket;
  /** Only the board is to be shown: it may be before a plan that comes whole is read. */
  readonly boardFirst: boolean;
  readonly timeScale: number;
}

/** Milliseconds to wait for what lies on the device before connecting without it. */
const LOAD_PATIENCE = 2_000;
/** Milliseconds after which the plan is read although no screen has said that it is drawn. */
const READ_PATIENCE = 1_000;

/**
 * One local document of a plan with all that keeps it: the store on this device, the link to the server, the records.
 * A document that must be dropped is dropped with its replica. It writes under a clientID that was never used before.
 */
export class PlanReplica {
  readonly #document: PlanDocument;
  readonly link: PlanLink;
  readonly #options: PlanReplicaOptions;
  #listener: PlanReplicaListener | null;
  #store: LocalStore | null = null;
  #projection: PlanProjection | null = null;
  /** What is shown of a plan that has come and was not read yet. */
  #present: PlanRecords | null = null;
  #late: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PlanReplicaOptions, epoch: string | null, listener: PlanReplicaListener) {
    const { planId, url, timeScale } = options;
    this.#options = options;
    this.#listener = listener;
    const early = takeEarlyConnection(planId, epoch);
    const doc = newYDoc(early?.clientId);
    this.#document = planDocument(doc);
    this.link = new PlanLink(
      {
        url,
        planId,
        doc,
        params: paramsOf(doc.clientID, epoch),
        WebSocket: early?.WebSocket ?? options.WebSocket,
        boardFirst: options.boardFirst,
        timeScale,
      },
      {
        onHello: (hello) => this.#listener?.onHello(onTime(hello, early?.delay() ?? 0)),
        onCondition: (condition) => this.#listener?.onCondition(condition),
        onPresent: (records) => this.#showPresent(records),
        onWhole: (update) => this.#onWhole(update),
        onSynced: () => {
          if (this.#projection) this.#listener?.onSynced();
          else this.#project("synced");
        },
        onLost: (code) => this.#listener?.onLost(code),
        onChanged: (origin) => this.#listener?.onChanged(this.#isEdit(origin)),
        onSaved: () => this.#listener?.onSaved(),
        onAnswer: (answer) => this.#listener?.onAnswer(answer),
        onIdentity: (personId) => this.#listener?.onIdentity(personId),
      },
    );
  }

  /** Holds all that has come. */
  get document(): PlanDocument {
    this.readWhole();
    return this.#document;
  }

  /** Loads what lies on this device under that name, if anything is kept there, then connects. */
  async open(storeName: string | null): Promise<void> {
    if (storeName !== null) {
      const { promise: patience, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, LOAD_PATIENCE * this.#options.timeScale);
      await Promise.race([this.keepIn(storeName), patience]);
      clearTimeout(timer);
    }
    if (this.#listener) this.link.connect();
  }

  /** From now on the document is kept in that store too, and holds what lies there. */
  async keepIn(storeName: string): Promise<void> {
    if (this.#store?.name === storeName) return;
    await this.#store?.close();
    // Closed while the device was waited for, it may not be kept any more.
    if (!this.#listener) return;
    const { doc, roots } = this.document;
    // Before there is a connection nothing is sent as it comes; all is, once the server asks what is here.
    const mayLoadUnheard = (): boolean => !this.link.isBegun;
    const store = new LocalStore(storeName, doc, (kept) => this.#listener?.onKept(kept), mayLoadUnheard);
    this.#store = store;
    const isUnheard = await store.whenLoaded();
    // An empty store is no plan yet: showing it would flash an empty board.
    if (roots.plan.size === 0) return;
    if (isUnheard) {
      this.link.noteChange();
      this.#listener?.onChanged(false);
    }
    this.#project("contentCame");
  }

  /** The text itself; undefined if it is not there, or was not read yet. */
  sharedText({ root, id, field }: TextAddress): Y.Text | undefined {
    return sharedText(this.#document, root, id, field);
  }

  /** Reads what has come and was left for a moment in which nobody waits. */
  readWhole(): void {
    clearTimeout(this.#late);
    this.link.readWhole();
  }

  /** The server has named the document's incarnation. */
  setEpoch(epoch: string): void {
    this.link.setParams(paramsOf(this.#document.doc.clientID, epoch));
  }

  /** Nothing is sent, shown or told from now on. The document stays readable. */
  stop(): void {
    if (!this.#listener) return;
    this.#listener = null;
    clearTimeout(this.#late);
    this.link.destroy();
    this.#projection?.destroy();
  }

  /** Takes in all that lies in its store, however late the device gives it, and what other windows have kept there. */
  async absorb(): Promise<void> {
    await this.#store?.absorb();
  }

  /** Stops, and leaves what is on the device. */
  async close(): Promise<void> {
    this.stop();
    await this.#store?.close();
    this.#document.doc.destroy();
  }

  /** Stops, and removes the document from the device. */
  async remove(): Promise<void> {
    this.stop();
    await this.#store?.remove();
    this.#document.doc.destroy();
  }

  #showPresent(records: PlanRecords): void {
    this.#present = records;
    this.#late = setTimeout(() => this.readWhole(), READ_PATIENCE * this.#options.timeScale);
    this.#listener?.onRecords(records, "synced");
  }

  #onWhole(update: Uint8Array): void {
    this.#store?.take(update);
    if (this.#present) this.#project("contentCame");
  }

  #isEdit(origin: unknown): boolean {
    return !this.link.isOrigin(origin) && this.#store?.isOrigin(origin) !== true;
  }

  #project(why: "contentCame" | "synced"): void {
    if (!this.#listener) return;
    this.#projection ??= projectPlan(this.#document, this.#present, (records, transaction) => {
      const edited = transaction !== null && this.#isEdit(transaction.origin);
      this.#listener?.onRecords(records, transaction ? (edited ? "changed" : "contentCame") : why);
    });
    this.#present = null;
  }
}

/** A hello as it would have been said just now. */
function onTime(hello: Hello, delay: number): Hello {
  return { ...hello, serverTime: hello.serverTime + delay };
}

function paramsOf(clientId: number, epoch: string | null): Readonly<Record<string, string>> {
  return writeConnectParams({ epoch, schema: SCHEMA_VERSION, clientId });
}
