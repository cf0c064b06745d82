// Stop 3 of the way of one drag: `run` gives a command the document, who asks and when, and remembers it for undo.
import type * as Y from "yjs";

import type { Command, CommandContext, Done } from "#shared/commands/command.ts";
import { refuseWith } from "#shared/commands/commandError.ts";
import type { CommandError } from "#shared/commands/commandError.ts";
import { UndoHistory } from "#shared/commands/undo.ts";
import type { Undone } from "#shared/commands/undo.ts";
import { sharedText } from "#shared/document/planDocument.ts";
import type { ObjectiveId, PersonId, PlanId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { ok } from "#shared/model/result.ts";
import type { Result } from "#shared/model/result.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";
import type { Hello } from "#shared/protocol/messages.ts";
import { personOf } from "#shared/queries/people.ts";

import { isFinal, mayWrite } from "./connectionMachine.ts";
import type { ConnectionEvent } from "./connectionMachine.ts";
import { ConnectionWatch } from "./connectionWatch.ts";
import { DeviceMemory } from "./deviceMemory.ts";
import type { SmallStorage } from "./deviceMemory.ts";
import { followActivity } from "./followActivity.ts";
import { followNetwork } from "./followNetwork.ts";
import { KeptPlan } from "./keptPlan.ts";
import { makeRecoveryCopy } from "./makeRecoveryCopy.ts";
import { PlanReplica } from "./planReplica.ts";
import type { PlanReplicaOptions } from "./planReplica.ts";
import { NEW_PLAN_STATE } from "./planState.ts";
import type { PlanState, PresenceState } from "./planState.ts";
import { followWaking } from "./followWaking.ts";
import { followPresence } from "./followPresence.ts";
import type { PlanSession, TextAddress } from "./planSession.ts";
import { createReadableStore } from "./readableStore.ts";
import type { ReadableStore } from "./readableStore.ts";
import { RecoveryCopies } from "./recoveryCopies.ts";
import type { RecoveryCopy } from "./recoveryCopies.ts";
import { SiblingTabs } from "./siblingTabs.ts";
import type { SiblingMessage } from "./siblingTabs.ts";

export interface PlanSessionOptions {
  /** Where the server is, `https://host`; where the page came from by default. */
  readonly server?: string;
  readonly WebSocket?: typeof WebSocket;
  /** What keeps the few facts of DeviceMemory; localStorage by default. */
  readonly storage?: SmallStorage;
  /** Multiplies every wait; 1 but in tests. */
  readonly timeScale?: number;
}

/** Opens a plan: first what lies on this device, then the connection. Call `destroy` when the screen is left. */
export function openPlanSession(planId: PlanId, options: PlanSessionOptions = {}): PlanSession {
  return new LivePlanSession(planId, options);
}

class LivePlanSession implements PlanSession {
  readonly planId: PlanId;
  readonly planStore: ReadableStore<PlanState>;
  readonly presenceStore: ReadableStore<PresenceState>;
  readonly #write: (patch: Partial<PlanState>) => void;
  readonly #writePresence: (patch: Partial<PresenceState>) => void;
  readonly #memory: DeviceMemory;
  readonly #kept: KeptPlan;
  readonly #recovery: RecoveryCopies;
  readonly #tabs: SiblingTabs;
  readonly #watch: ConnectionWatch;
  readonly #options: PlanReplicaOptions;
  readonly #stops: readonly (() => void)[];
  #history = new UndoHistory();
  /** Who this device said it is, whether the plan has them or not. */
  #said: PersonId | null;
  #replica: PlanReplica;
  #focus: ObjectiveId | null = null;
  #idle = false;
  #clockOffset = 0;
  #refusals = 0;
  /** What has to be put away after documents were dropped. */
  #clearing: Promise<void> = Promise.resolve();

  constructor(planId: PlanId, { server, WebSocket: socket, storage, timeScale = 1 }: PlanSessionOptions) {
    this.planId = planId;
    this.#memory = new DeviceMemory(storage);
    this.#kept = new KeptPlan(this.#memory, planId);
    this.#said = this.#memory.personId(planId);
    this.#watch = new ConnectionWatch(timeScale, (patch) => this.#write(patch));
    const plan = createReadableStore<PlanState>({ ...NEW_PLAN_STATE, ...this.#watch.patch });
    const presence = createReadableStore<PresenceState>({ others: [] });
    [this.planStore, this.#write] = [plan.store, plan.write];
    [this.presenceStore, this.#writePresence] = [presence.store, presence.write];
    this.#recovery = new RecoveryCopies(this.#memory.deviceId, planId, (recoveryCopies) =>
      this.#write({ recoveryCopies }),
    );
    this.#tabs = new SiblingTabs(this.#memory.deviceId, planId, (message) => this.#onSibling(message));
    this.#options = { planId, url: syncUrl(server ?? location.origin), WebSocket: socket ?? WebSocket, timeScale };
    this.#replica = this.#newReplica();
    void this.#open(this.#replica);
    this.#stops = [
      followNetwork((online) => this.#onNetwork(online)),
      followWaking(() => this.#onWaking()),
      followActivity((idle) => this.#onIdle(idle)),
    ];
  }

  get identity(): { readonly personId: PersonId | null } {
    return { personId: this.planStore.getState().personId };
  }

  run<Input, Output>(command: Command<Input, Output>, input: Input): Result<Done<Output>, CommandError> {
    const context = this.#context();
    if (!context.ok) return context;
    const done = command.run(input, context.value);
    if (done.ok) this.#history.record(command, done.value);
    this.#showHistory();
    return done;
  }

  undo(): Result<Undone, CommandError> {
    const context = this.#context();
    const undone = context.ok ? this.#history.undo(context.value) : context;
    this.#showHistory();
    return undone;
  }

  redo(): Result<Undone, CommandError> {
    const context = this.#context();
    const redone = context.ok ? this.#history.redo(context.value) : context;
    this.#showHistory();
    return redone;
  }

  sharedText({ root, id, field }: TextAddress): Y.Text | undefined {
    return sharedText(this.#replica.document, root, id, field);
  }

  setFocus(objectiveId: ObjectiveId | null): void {
    if (objectiveId === this.#focus) return;
    this.#focus = objectiveId;
    this.#announce();
  }

  setIdentity(personId: PersonId): void {
    this.#memory.rememberPersonId(this.planId, personId);
    this.#tabs.tell({ kind: "identity", personId });
    this.#showIdentity(personId);
  }

  now(): number {
    return Date.now() + this.#clockOffset;
  }

  reconnect(): void {
    this.#replica.link.reconnect();
  }

  async recoveryCopies(): Promise<readonly RecoveryCopy[]> {
    await this.#clearing;
    return this.#recovery.list();
  }

  removeRecoveryCopy(id: string): Promise<void> {
    return this.#recovery.remove(id);
  }

  async destroy(): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#watch.stop();
    this.#tabs.close();
    await this.#replica.close();
    await this.#clearing;
    await this.#recovery.close();
  }

  /** What a command works on, or why there is none now. */
  #context(): Result<CommandContext, CommandError> {
    const { role, personId } = this.planStore.getState();
    const { document, records } = this.#replica;
    if (isFinal(this.#watch.connection.closed)) return refuseWith("pageClosed");
    if (!records) return refuseWith("planNotLoaded");
    if (!mayWrite(role)) return refuseWith("notAllowed");
    return ok({ document, records, actor: { role, personId }, now: this.now() });
  }

  #newReplica(): PlanReplica {
    const replica: PlanReplica = new PlanReplica(this.#options, this.#kept.epoch, {
      onRecords: (records, type) => this.#onRecords(records, { type }),
      onHello: (hello) => this.#onHello(hello),
      onSynced: () => this.#tell({ type: "synced" }),
      onLost: (code) => this.#onLost(code),
      onChanged: (edited) => this.#onChanged(edited),
      onSaved: () => this.#onSaved(),
      onKept: (keptOnDevice) => this.#write({ keptOnDevice }),
    });
    followPresence(replica.link.awareness, (others) => this.#writePresence({ others }));
    return replica;
  }

  async #open(replica: PlanReplica): Promise<void> {
    this.#announce();
    // Of a plan that was never opened here nothing is kept: there is nothing to wait for before connecting.
    const kept = this.#kept.storeName !== null && (await this.#recovery.works());
    await replica.open(kept ? this.#kept.storeName : null);
    if (replica === this.#replica) this.#watch.start();
  }

  #onRecords(records: PlanRecords, event: ConnectionEvent): void {
    // One notification per transaction: that something has to be saved goes with what it changed.
    const recordsFrom = event.type === "changed" ? "here" : "elsewhere";
    this.#write({ records, recordsFrom, personId: this.#personIn(records), ...this.#watch.apply(event) });
  }

  #onHello({ epoch, role, serverTime }: Hello): void {
    this.#clockOffset = serverTime - Date.now();
    if (this.#kept.epoch !== null && this.#kept.epoch !== epoch) {
      this.#rejoin("restored", epoch);
      return;
    }
    if (this.#kept.epoch === null) {
      this.#kept.begin(epoch);
      this.#replica.setEpoch(epoch);
      void this.#keep(this.#replica);
    }
    this.#tell({ type: "greeted", role });
    this.#announce();
  }

  #onLost(code: number | null): void {
    if (code === closeCodes.refused.code && this.#kept.epoch !== null) {
      this.#refusals += 1;
      if (this.#refusals < MOST_REFUSALS) this.#rejoin("refused", this.#kept.epoch);
      else this.#tell({ type: "lost", code: closeCodes.protocolError.code });
      return;
    }
    if (code === closeCodes.forbidden.code && this.#replica.link.unsaved) {
      this.#clearing = this.#clearing.then(() => this.#keepCopy(this.#replica, "forbidden"));
    }
    this.#tell({ type: "lost", code });
  }

  #onChanged(edited: boolean): void {
    if (edited) this.#kept.setUnsaved(true);
    this.#tell({ type: "changed" });
  }

  #onSaved(): void {
    this.#refusals = 0;
    this.#kept.setUnsaved(false);
    this.#tell({ type: "saved" });
  }

  #onNetwork(online: boolean): void {
    this.#tell({ type: online ? "networkBack" : "networkLost" });
    // The device may be wrong about its network, as on a train or beside a server of its own: a new connection tells.
    const { link, closed } = this.#watch.connection;
    if (!isFinal(closed) && (!online || link === "away")) this.reconnect();
  }

  #onWaking(): void {
    const { link, closed } = this.#watch.connection;
    if (!isFinal(closed) && (link === "away" || this.#replica.link.isSilent)) this.reconnect();
  }

  #onIdle(idle: boolean): void {
    this.#idle = idle;
    this.#announce();
  }

  #onSibling(message: SiblingMessage): void {
    if (message.kind === "identity") {
      this.#showIdentity(message.personId);
      return;
    }
    // Another incarnation is met on the next hello. In this one only the store was dropped; this document is as good as
    // the server says, and moves to the new store.
    if (this.#kept.follow(message.epoch, message.store)) void this.#keep(this.#replica);
  }

  /** Drops the local document, keeps a recovery copy of it, and fetches the plan anew under a new clientID. */
  #rejoin(reason: "refused" | "restored", epoch: string): void {
    const former = this.#replica;
    const loss = reason === "refused" || this.#kept.unsaved;
    former.stop();
    this.#kept.renew(epoch);
    this.#history = new UndoHistory();
    this.#replica = this.#newReplica();
    this.#writePresence({ others: [] });
    this.#write({
      ...this.#watch.apply({ type: "rejoining", loss }),
      documentNumber: this.planStore.getState().documentNumber + 1,
      keptOnDevice: false,
    });
    this.#showHistory();
    void this.#open(this.#replica);
    this.#clearing = this.#clearing.then(() => this.#putAway(former, reason));
  }

  /** The copy is on the device before anything is removed from it, and before a reload would use the new store. */
  async #putAway(former: PlanReplica, reason: RecoveryCopy["reason"]): Promise<void> {
    await former.absorb();
    await this.#keepCopy(former, reason);
    this.#kept.settle();
    const { epoch, store } = this.#kept;
    if (epoch !== null && store !== null) this.#tabs.tell({ kind: "moved", epoch, store });
    await former.remove();
  }

  async #keepCopy({ document }: PlanReplica, reason: RecoveryCopy["reason"]): Promise<void> {
    if (document.roots.plan.size === 0) return;
    await this.#recovery.keep(makeRecoveryCopy(this.planId, document, reason, this.now()));
  }

  async #keep(replica: PlanReplica): Promise<void> {
    const { storeName } = this.#kept;
    if (storeName !== null && (await this.#recovery.works())) await replica.keepIn(storeName);
  }

  #tell(event: ConnectionEvent): void {
    this.#write(this.#watch.apply(event));
  }

  #showHistory(): void {
    this.#write({ canUndo: this.#history.canUndo, canRedo: this.#history.canRedo });
  }

  #showIdentity(personId: PersonId): void {
    this.#said = personId;
    const { records } = this.planStore.getState();
    this.#write({ personId: records && this.#personIn(records) });
    this.#announce();
  }

  /** The person this device said it is, if the plan has them, with merges followed. */
  #personIn(records: PlanRecords): PersonId | null {
    return this.#said === null ? null : (personOf(records, this.#said)?.id ?? null);
  }

  /** Says anew who this is, their card, and if they are at it. Each time it counts as newer than what was said before. */
  #announce(): void {
    const focus = this.#focus === null ? null : { objectiveId: this.#focus };
    this.#replica.link.awareness.setLocalState({ personId: this.#said, focus, idle: this.#idle });
  }
}

/** So many refusals without anything saved in between, and this page is not tried again. */
const MOST_REFUSALS = 3;

function syncUrl(server: string): string {
  return `${server.replace(/^http/, "ws")}/sync`;
}
