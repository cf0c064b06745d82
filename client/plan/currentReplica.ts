import { closeCodes } from "#shared/protocol/closeCodes.ts";
import type { Hello } from "#shared/protocol/messages.ts";

import { mayWrite } from "./connectionMachine.ts";
import type { DeviceMemory } from "./deviceMemory.ts";
import { KeptPlan } from "./keptPlan.ts";
import { makeRecoveryCopy } from "./makeRecoveryCopy.ts";
import { PlanReplica } from "./planReplica.ts";
import type { PlanReplicaListener, PlanReplicaOptions } from "./planReplica.ts";
import { RecoveryCopies } from "./recoveryCopies.ts";
import type { RecoveryCopy } from "./recoveryCopies.ts";
import type { SiblingTabs } from "./siblingTabs.ts";
import { whenIdle } from "./whenIdle.ts";

/** What the replica in use tells, and what becomes of it. `onHello`: only of the incarnation that is in use. */
export interface CurrentReplicaListener extends PlanReplicaListener {
  /** This one is in use from now on. Nothing of it has been heard yet. */
  onBegun(replica: PlanReplica): void;
  /** What the server's clock says, in milliseconds since 1970. */
  onServerTime(now: number): void;
  /** What lay on the device is in it, and it connects. */
  onOpened(): void;
  /** The former one was dropped. loss: with something in it that the server may not have. */
  onDropped(loss: boolean): void;
  /** How many recovery copies of this plan lie on this device. */
  onCopies(count: number): void;
}

interface CurrentReplicaOptions extends PlanReplicaOptions {
  readonly memory: DeviceMemory;
  readonly tabs: SiblingTabs;
  /** Milliseconds since 1970 by the server's clock. */
  readonly now: () => number;
}

/** So many refusals without anything saved in between, and this page is not tried again. */
const MOST_REFUSALS = 3;

/**
 * The one replica of an open plan that is in use, and where on this device it is kept. When the server refuses it or has
 * another incarnation, it is put away as a recovery copy and another takes its place, under a new clientID.
 */
export class CurrentReplica {
  readonly #options: CurrentReplicaOptions;
  readonly #listener: CurrentReplicaListener;
  readonly #kept: KeptPlan;
  readonly #recovery: RecoveryCopies;
  #replica: PlanReplica;
  #refusals = 0;
  /** The server has said that rights have changed, and the plan has not come again since. */
  #turnedAway = false;
  #callOffKeeping: () => void = () => undefined;
  /** What has to be put away after documents were dropped. */
  #clearing: Promise<void> = Promise.resolve();

  /** Call `open` when whoever listens is ready. */
  constructor(options: CurrentReplicaOptions, listener: CurrentReplicaListener) {
    const { memory, planId } = options;
    this.#options = options;
    this.#listener = listener;
    this.#kept = new KeptPlan(memory, planId);
    this.#recovery = new RecoveryCopies(memory, planId, (count) => listener.onCopies(count));
    this.#replica = this.#newReplica();
  }

  get replica(): PlanReplica {
    return this.#replica;
  }

  async open(): Promise<void> {
    const replica = this.#replica;
    this.#listener.onBegun(replica);
    // Of a plan that was never opened here nothing is kept: there is nothing to wait for before connecting.
    const kept = this.#kept.storeName !== null && (await this.#recovery.works());
    await replica.open(kept ? this.#kept.storeName : null);
    if (replica === this.#replica) this.#listener.onOpened();
  }

  /** Another window of this browser keeps the document in that store from now on. */
  follow(epoch: string, store: string): void {
    // Another incarnation is met on the next hello. In this one only the store was dropped; this document is as good as
    // the server says, and moves to the new store.
    if (this.#kept.follow(epoch, store)) void this.#keep();
  }

  async recoveryCopies(): Promise<readonly RecoveryCopy[]> {
    await this.#clearing;
    return this.#recovery.list();
  }

  removeRecoveryCopy(id: string): Promise<void> {
    return this.#recovery.remove(id);
  }

  async close(): Promise<void> {
    this.#callOffKeeping();
    await this.#replica.close();
    await this.#clearing;
    await this.#recovery.close();
  }

  #newReplica(): PlanReplica {
    const listener = this.#listener;
    return new PlanReplica(this.#options, this.#kept.epoch, {
      onRecords: (records, why) => {
        listener.onRecords(records, why);
        // The first picture goes before writing the whole plan to the device.
        if (why !== "synced") return;
        this.#turnedAway = false;
        this.#callOffKeeping = whenIdle(() => void this.#keep());
      },
      onHello: (hello) => this.#onHello(hello),
      onCondition: (condition) => listener.onCondition(condition),
      onSynced: () => {
        this.#turnedAway = false;
        listener.onSynced();
      },
      onLost: (code) => this.#onLost(code),
      onChanged: (edited) => {
        if (edited) this.#kept.setUnsaved(true);
        listener.onChanged(edited);
      },
      onSaved: () => {
        this.#refusals = 0;
        this.#kept.setUnsaved(false);
        listener.onSaved();
      },
      onAnswer: (answer) => listener.onAnswer(answer),
      onIdentity: (personId) => listener.onIdentity(personId),
      onKept: (kept) => listener.onKept(kept),
    });
  }

  #onHello(hello: Hello): void {
    const { epoch, role, serverTime, condition } = hello;
    this.#listener.onServerTime(serverTime);
    if (this.#kept.epoch !== null && this.#kept.epoch !== epoch) {
      this.#rejoin("restored", epoch);
      return;
    }
    if (this.#kept.epoch === null) {
      this.#kept.begin(epoch);
      this.#replica.setEpoch(epoch);
    }
    // Somebody who may no longer write holds what the server has not taken and never will.
    if (!mayWrite(role) && this.#kept.unsaved && condition.kind !== "damaged") {
      this.#rejoin("forbidden", epoch);
      return;
    }
    // What the server has lost may be here, so it must outlive the document that a restored plan brings.
    if (condition.kind === "damaged") this.#kept.setUnsaved(true);
    this.#listener.onHello(hello);
  }

  #onLost(code: number | null): void {
    if (code === closeCodes.refused.code && this.#kept.epoch !== null) {
      this.#refusals += 1;
      if (this.#refusals < MOST_REFUSALS) this.#rejoin("refused", this.#kept.epoch);
      else this.#listener.onLost(closeCodes.protocolError.code);
      return;
    }
    // The first time it means that rights have changed: coming back decides what they are now.
    if (code === closeCodes.forbidden.code && !this.#turnedAway) {
      this.#turnedAway = true;
      this.#listener.onLost(null);
      this.#replica.link.rejoin();
      return;
    }
    const isOut = code === closeCodes.forbidden.code || code === closeCodes.notFound.code;
    if (isOut && this.#kept.needsCopy) this.#clearing = this.#clearing.then(() => this.#copyUnsent());
    // Whoever was turned away a moment ago and is a stranger now was removed.
    const wasRemoved = this.#turnedAway && code === closeCodes.notFound.code;
    this.#listener.onLost(wasRemoved ? closeCodes.forbidden.code : code);
  }

  /** Drops the local document, keeps a recovery copy of it, and fetches the plan anew under a new clientID. */
  #rejoin(reason: RecoveryCopy["reason"], epoch: string): void {
    const former = this.#replica;
    // Whose rights have changed is told so, not that a change was refused.
    const loss = reason === "refused" || (reason === "restored" && this.#kept.unsaved);
    former.stop();
    this.#callOffKeeping();
    this.#kept.renew(epoch);
    this.#replica = this.#newReplica();
    this.#listener.onDropped(loss);
    void this.open();
    this.#clearing = this.#clearing.then(() => this.#putAway(former, reason));
  }

  /** The copy is on the device before anything is removed from it, and before a reload would use the new store. */
  async #putAway(former: PlanReplica, reason: RecoveryCopy["reason"]): Promise<void> {
    await former.absorb();
    await this.#keepCopy(former, reason);
    this.#kept.settle();
    const { epoch, store } = this.#kept;
    if (epoch !== null && store !== null) this.#options.tabs.tell({ kind: "moved", epoch, store });
    await former.remove();
  }

  /** Once: the document stays, for somebody who is let in again, and is opened again with the page. */
  async #copyUnsent(): Promise<void> {
    if (await this.#keepCopy(this.#replica, "forbidden")) this.#kept.setCopied();
  }

  /** Whether it lies on the device now. */
  async #keepCopy({ document }: PlanReplica, reason: RecoveryCopy["reason"]): Promise<boolean> {
    if (document.roots.plan.size === 0) return false;
    const { planId, now } = this.#options;
    return this.#recovery.keep(makeRecoveryCopy(planId, document, reason, now()));
  }

  async #keep(): Promise<void> {
    const replica = this.#replica;
    const { storeName } = this.#kept;
    if (storeName !== null && (await this.#recovery.works())) await replica.keepIn(storeName);
  }
}
