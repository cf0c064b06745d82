import type * as Y from "yjs";

import type { Command, Done } from "#shared/commands/command.ts";
import type { CommandError } from "#shared/commands/commandError.ts";
import type { Undone } from "#shared/commands/undo.ts";
import { sharedText } from "#shared/document/planDocument.ts";
import type { ObjectiveId, PersonId, PlanId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import type { Result } from "#shared/model/result.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";
import type { Hello } from "#shared/protocol/messages.ts";
import { personOf } from "#shared/queries/people.ts";

import { claimPerson } from "../api/claimPerson.ts";
import { isFinal, mayWrite } from "./connectionMachine.ts";
import type { ConnectionEvent } from "./connectionMachine.ts";
import { ConnectionWatch } from "./connectionWatch.ts";
import { CurrentReplica } from "./currentReplica.ts";
import { DeviceMemory } from "./deviceMemory.ts";
import type { SmallStorage } from "./deviceMemory.ts";
import { followActivity } from "./followActivity.ts";
import { followNetwork } from "./followNetwork.ts";
import { OwnChanges } from "./ownChanges.ts";
import { OwnPresence } from "./ownPresence.ts";
import { OwnIdentity } from "./ownIdentity.ts";
import type { ClaimPerson } from "./ownIdentity.ts";
import type { RefusedCommand } from "./pendingCommands.ts";
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
  /** Says on the server which of the plan's people one is; by HTTP by default. */
  readonly claim?: ClaimPerson;
  /** Whether plans are kept on this device at all; so unless said otherwise. */
  readonly keeps?: boolean;
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
  readonly #identity: OwnIdentity;
  readonly #changes: OwnChanges;
  readonly #refusalListeners = new Set<(refused: RefusedCommand) => void>();
  readonly #presence: OwnPresence;
  #clockOffset = 0;

  constructor(planId: PlanId, options: PlanSessionOptions) {
    const { server, WebSocket: socket, storage, keeps = true, claim = claimPerson, timeScale = 1 } = options;
    this.planId = planId;
    this.#memory = new DeviceMemory(storage, keeps);
    const { role, given = NEW_PLAN_STATE.given, archivedAt = null } = this.#memory.membership(planId) ?? {};
    this.#watch = new ConnectionWatch(timeScale, role, (patch) => this.#write(patch));
    const plan = createReadableStore<PlanState>({ ...NEW_PLAN_STATE, given, archivedAt, ...this.#watch.patch });
    const presence = createReadableStore<PresenceState>({ others: [] });
    [this.planStore, this.#write] = [plan.store, plan.write];
    [this.presenceStore, this.#writePresence] = [presence.store, presence.write];
    this.#tabs = new SiblingTabs(this.#memory.deviceId, planId, (message) => this.#onSibling(message));
    this.#identity = this.#newIdentity(claim);
    this.#changes = this.#newChanges(timeScale);
    this.#presence = new OwnPresence({
      awareness: () => this.#current.replica.link.awareness,
      personId: () => this.#identity.personId,
    });
    const url = syncUrl(server ?? location.origin);
    this.#current = this.#newReplica({ planId, url, WebSocket: socket ?? WebSocket, timeScale });
    void this.#current.open();
    this.#stops = [
      followNetwork((online) => this.#onNetwork(online)),
      followWaking(() => this.#onWaking()),
      followActivity((idle) => this.#presence.setIdle(idle)),
    ];
  }

  get identity(): { readonly personId: PersonId | null } {
    return { personId: this.planStore.getState().personId };
  }

  run<Input, Output>(command: Command<Input, Output>, input: Input): Result<Done<Output>, CommandError> {
    return this.#changes.run(command, input);
  }

  undo(): Result<Undone, CommandError> {
    return this.#changes.undo();
  }

  redo(): Result<Undone, CommandError> {
    return this.#changes.redo();
  }

  onRefused(listener: (refused: RefusedCommand) => void): () => void {
    this.#refusalListeners.add(listener);
    return () => this.#refusalListeners.delete(listener);
  }

  sharedText({ root, id, field }: TextAddress): Y.Text | undefined {
    return sharedText(this.#current.replica.document, root, id, field);
  }

  setFocus(objectiveId: ObjectiveId | null): void {
    this.#presence.setFocus(objectiveId);
  }

  async setIdentity(personId: PersonId): Promise<Result<null, ApiError>> {
    const said = await this.#identity.say(personId);
    if (said.ok) this.#tabs.tell({ kind: "identity", personId });
    return said;
  }

  get formerPersonId(): PersonId | null {
    return this.#memory.formerPersonId(this.planId);
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
    this.#changes.stop();
    await this.#current.close();
  }

  #newIdentity(claim: ClaimPerson): OwnIdentity {
    return new OwnIdentity({
      planId: this.planId,
      memory: this.#memory,
      claim,
      mayWrite: () => mayWrite(this.#watch.connection.role),
      settled: () => whenSettled(this.planStore),
      onChange: () => this.#showIdentity(),
    });
  }

  #newChanges(timeScale: number): OwnChanges {
    const { planId } = this;
    return new OwnChanges({
      timeScale,
      document: () => this.#current.replica.document,
      connection: () => this.#watch.connection,
      actor: (records) => ({ role: this.#watch.connection.role, personId: this.#personIn(records) }),
      now: () => this.now(),
      send: (request) => this.#watch.connection.link !== "away" && this.#current.replica.link.sendCommand(request),
      kept: () => this.#memory.askedCommands(planId),
      keep: (asked) => void this.#memory.keepAsked(planId, asked),
      drop: (keys) => this.#memory.dropAsked(planId, keys),
      onShown: (records) => this.#write({ records, recordsFrom: "here", personId: this.#personIn(records) }),
      onAsking: (asking) => this.#tell({ type: "asking", asking }),
      onHistory: (can) => this.#write(can),
      onRefused: (refused) => this.#refusalListeners.forEach((listener) => listener(refused)),
    });
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
        onSynced: () => this.#onSynced(),
        onChanged: () => this.#tell({ type: "changed" }),
        onSaved: () => this.#tell({ type: "saved" }),
        onLost: (code) => this.#onLost(code),
        onAnswer: (answer) => this.#changes.hear(answer),
        onIdentity: (personId) => this.#identity.hear(personId),
        onDropped: (loss) => this.#onDropped(loss),
        onKept: (keptOnDevice) => this.#write({ keptOnDevice }),
        onCopies: (recoveryCopies) => this.#write({ recoveryCopies }),
      },
    );
  }

  #onBegun({ link }: PlanReplica): void {
    followPresence(link.awareness, (others) => this.#writePresence({ others }));
    this.#presence.announce();
  }

  #onRecords(records: PlanRecords, event: ConnectionEvent): void {
    // One notification per transaction: that something has to be saved goes with what it changed.
    const recordsFrom = event.type === "changed" ? "here" : "elsewhere";
    const shown = this.#changes.show(records, event.type === "synced");
    this.#write({ records: shown, recordsFrom, personId: this.#personIn(shown), ...this.#watch.apply(event) });
  }

  #onHello({ role, given, archivedAt, personId, condition }: Hello): void {
    this.#memory.rememberMembership(this.planId, { role, given, archivedAt, personId });
    this.#write({ ...this.#watch.apply({ type: "greeted", role, condition }), given, archivedAt });
    this.#identity.hear(personId);
    this.#changes.connected();
    void this.#identity.connected();
  }

  #onSynced(): void {
    this.#changes.synced();
    this.#tell({ type: "synced" });
  }

  #onLost(code: number | null): void {
    this.#changes.lost();
    this.#tell({ type: "lost", code });
  }

  #onDropped(loss: boolean): void {
    this.#changes.forget();
    this.#writePresence({ others: [] });
    this.#write({
      ...this.#watch.apply({ type: "rejoining", loss }),
      documentNumber: this.planStore.getState().documentNumber + 1,
      keptOnDevice: false,
    });
  }

  #onNetwork(online: boolean): void {
    this.#tell({ type: online ? "networkBack" : "networkLost" });
    // The device may be wrong about its network, as on a train or beside a server of its own: a new connection tells.
    const { link, closed } = this.#watch.connection;
    if (!isFinal(closed) && (!online || link === "away")) this.reconnect();
  }

  #onWaking(): void {
    const { link, closed } = this.#watch.connection;
    // They may have signed in again in another window.
    const isOver = isFinal(closed) && closed !== "signedOut";
    if (!isOver && (link === "away" || this.#current.replica.link.isSilent)) this.reconnect();
  }

  #onSibling(message: SiblingMessage): void {
    if (message.kind === "identity") this.#identity.follow(message.personId);
    else this.#current.follow(message.epoch, message.store);
  }

  #tell(event: ConnectionEvent): void {
    this.#write(this.#watch.apply(event));
  }

  #showIdentity(): void {
    const { records } = this.planStore.getState();
    this.#write({ personId: records && this.#personIn(records) });
    this.#presence.announce();
  }

  /** This person, if the plan has them, with merges followed. */
  #personIn(records: PlanRecords): PersonId | null {
    const { personId } = this.#identity;
    return personId === null ? null : (personOf(records, personId)?.id ?? null);
  }
}

function syncUrl(server: string): string {
  return `${server.replace(/^http/, "ws")}/sync`;
}

/** Resolves once nothing is on its way to the server. */
function whenSettled({ getState, subscribe }: ReadableStore<PlanState>): Promise<void> {
  if (getState().connection !== "saving") return Promise.resolve();
  return new Promise((resolve) => {
    const stop = subscribe(({ connection }) => {
      if (connection === "saving") return;
      stop();
      resolve();
    });
  });
}
