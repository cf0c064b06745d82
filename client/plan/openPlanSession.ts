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
import type { Hello } from "#shared/protocol/messages.ts";
import { personOf } from "#shared/queries/people.ts";

import { isDamaged, isFinal, mayWrite } from "./connectionMachine.ts";
import type { ConnectionEvent } from "./connectionMachine.ts";
import { ConnectionWatch } from "./connectionWatch.ts";
import { CurrentReplica } from "./currentReplica.ts";
import { DeviceMemory } from "./deviceMemory.ts";
import type { SmallStorage } from "./deviceMemory.ts";
import { followActivity } from "./followActivity.ts";
import { followNetwork } from "./followNetwork.ts";
import type { PlanReplica, PlanReplicaOptions } from "./planReplica.ts";
import { NEW_PLAN_STATE } from "./planState.ts";
import type { PlanState, PresenceState } from "./planState.ts";
import { followWaking } from "./followWaking.ts";
import { followPresence } from "./followPresence.ts";
import type { PlanSession, TextAddress } from "./planSession.ts";
import { createReadableStore } from "./readableStore.ts";
import type { ReadableStore } from "./readableStore.ts";
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
  readonly #tabs: SiblingTabs;
  readonly #watch: ConnectionWatch;
  readonly #current: CurrentReplica;
  readonly #stops: readonly (() => void)[];
  #history = new UndoHistory();
  /** Who this device said it is, whether the plan has them or not. */
  #said: PersonId | null;
  #focus: ObjectiveId | null = null;
  #idle = false;
  #clockOffset = 0;

  constructor(planId: PlanId, { server, WebSocket: socket, storage, timeScale = 1 }: PlanSessionOptions) {
    this.planId = planId;
    this.#memory = new DeviceMemory(storage);
    this.#said = this.#memory.personId(planId);
    this.#watch = new ConnectionWatch(timeScale, (patch) => this.#write(patch));
    const plan = createReadableStore<PlanState>({ ...NEW_PLAN_STATE, ...this.#watch.patch });
    const presence = createReadableStore<PresenceState>({ others: [] });
    [this.planStore, this.#write] = [plan.store, plan.write];
    [this.presenceStore, this.#writePresence] = [presence.store, presence.write];
    this.#tabs = new SiblingTabs(this.#memory.deviceId, planId, (message) => this.#onSibling(message));
    const url = syncUrl(server ?? location.origin);
    this.#current = this.#newReplica({ planId, url, WebSocket: socket ?? WebSocket, timeScale });
    void this.#current.open();
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
    return sharedText(this.#current.replica.document, root, id, field);
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
    this.#current.replica.link.reconnect();
  }

  recoveryCopies(): Promise<readonly RecoveryCopy[]> {
    return this.#current.recoveryCopies();
  }

  removeRecoveryCopy(id: string): Promise<void> {
    return this.#current.removeRecoveryCopy(id);
  }

  async destroy(): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#watch.stop();
    this.#tabs.close();
    await this.#current.close();
  }

  /** What a command works on, or why there is none now. */
  #context(): Result<CommandContext, CommandError> {
    const { role, personId } = this.planStore.getState();
    const { document, records } = this.#current.replica;
    if (isFinal(this.#watch.connection.closed)) return refuseWith("pageClosed");
    if (!records) return refuseWith("planNotLoaded");
    if (isDamaged(this.#watch.connection)) return refuseWith("planDamaged");
    if (!mayWrite(role)) return refuseWith("notAllowed");
    return ok({ document, records, actor: { role, personId }, now: this.now() });
  }

  #newReplica(options: PlanReplicaOptions): CurrentReplica {
    const own = { memory: this.#memory, tabs: this.#tabs, now: () => this.now() };
    return new CurrentReplica(
      { ...options, ...own },
      {
        onBegun: (replica) => this.#onBegun(replica),
        onOpened: () => this.#watch.start(),
        onServerTime: (now) => (this.#clockOffset = now - Date.now()),
        onHello: (hello) => this.#onHello(hello),
        onCondition: (condition) => this.#tell({ type: "condition", condition }),
        onRecords: (records, type) => this.#onRecords(records, { type }),
        onSynced: () => this.#tell({ type: "synced" }),
        onChanged: () => this.#tell({ type: "changed" }),
        onSaved: () => this.#tell({ type: "saved" }),
        onLost: (code) => this.#tell({ type: "lost", code }),
        onDropped: (loss) => this.#onDropped(loss),
        onKept: (keptOnDevice) => this.#write({ keptOnDevice }),
        onCopies: (recoveryCopies) => this.#write({ recoveryCopies }),
      },
    );
  }

  #onBegun({ link }: PlanReplica): void {
    followPresence(link.awareness, (others) => this.#writePresence({ others }));
    this.#announce();
  }

  #onRecords(records: PlanRecords, event: ConnectionEvent): void {
    // One notification per transaction: that something has to be saved goes with what it changed.
    const recordsFrom = event.type === "changed" ? "here" : "elsewhere";
    this.#write({ records, recordsFrom, personId: this.#personIn(records), ...this.#watch.apply(event) });
  }

  #onHello({ role, condition }: Hello): void {
    this.#tell({ type: "greeted", role, condition });
    this.#announce();
  }

  #onDropped(loss: boolean): void {
    this.#history = new UndoHistory();
    this.#writePresence({ others: [] });
    this.#write({
      ...this.#watch.apply({ type: "rejoining", loss }),
      documentNumber: this.planStore.getState().documentNumber + 1,
      keptOnDevice: false,
    });
    this.#showHistory();
  }

  #onNetwork(online: boolean): void {
    this.#tell({ type: online ? "networkBack" : "networkLost" });
    // The device may be wrong about its network, as on a train or beside a server of its own: a new connection tells.
    const { link, closed } = this.#watch.connection;
    if (!isFinal(closed) && (!online || link === "away")) this.reconnect();
  }

  #onWaking(): void {
    const { link, closed } = this.#watch.connection;
    if (!isFinal(closed) && (link === "away" || this.#current.replica.link.isSilent)) this.reconnect();
  }

  #onIdle(idle: boolean): void {
    this.#idle = idle;
    this.#announce();
  }

  #onSibling(message: SiblingMessage): void {
    if (message.kind === "identity") this.#showIdentity(message.personId);
    else this.#current.follow(message.epoch, message.store);
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
    this.#current.replica.link.awareness.setLocalState({ personId: this.#said, focus, idle: this.#idle });
  }
}

function syncUrl(server: string): string {
  return `${server.replace(/^http/, "ws")}/sync`;
}
