import type * as Y from "yjs";

import type { Command, Done } from "#shared/commands/command.ts";
import type { CommandError } from "#shared/commands/commandError.ts";
import type { Undone } from "#shared/commands/undo.ts";
import type { ObjectiveId, PersonId, PlanId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import type { Result } from "#shared/model/result.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";
import type { Hello } from "#shared/protocol/messages.ts";

import { claimPerson } from "../api/claimPerson.ts";
import { mayWrite } from "./connectionMachine.ts";
import type { ConnectionEvent } from "./connectionMachine.ts";
import { CurrentReplica } from "./currentReplica.ts";
import { DeviceMemory } from "./deviceMemory.ts";
import type { Membership, SmallStorage } from "./deviceMemory.ts";
import { followActivity } from "./followActivity.ts";
import { keepConnected } from "./keepConnected.ts";
import { OwnChanges } from "./ownChanges.ts";
import { OwnPresence } from "./ownPresence.ts";
import { OwnIdentity } from "./ownIdentity.ts";
import type { ClaimPerson } from "./ownIdentity.ts";
import type { RefusedCommand } from "./pendingCommands.ts";
import type { PlanReplica, PlanReplicaOptions } from "./planReplica.ts";
import type { PlanState, PresenceState } from "./planState.ts";
import { followPresence } from "./followPresence.ts";
import type { PlanSession, TextAddress } from "./planSession.ts";
import { PlanStores } from "./planStores.ts";
import type { ReadableStore } from "./readableStore.ts";
import type { RecoveryCopy } from "./recoveryCopies.ts";
import { Refusals } from "./refusals.ts";
import { ServerClock } from "./serverClock.ts";
import { SiblingTabs } from "./siblingTabs.ts";
import type { SiblingMessage } from "./siblingTabs.ts";
import type { TypedChange } from "./typedChanges.ts";

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
  /** Only the board is to be shown: it may be before all of the plan is read. Not so unless said. */
  readonly boardFirst?: boolean;
  /** Multiplies every wait; 1 but in tests. */
  readonly timeScale?: number;
}

/** Opens a plan: first what lies on this device, then the connection. Call `destroy` when the screen is left. */
export function openPlanSession(planId: PlanId, options: PlanSessionOptions = {}): PlanSession {
  return new LivePlanSession(planId, options);
}

class LivePlanSession implements PlanSession {
  readonly planId: PlanId;
  readonly formerMembership: Membership | null;
  readonly #stores: PlanStores;
  readonly #memory: DeviceMemory;
  readonly #tabs: SiblingTabs;
  readonly #current: CurrentReplica;
  readonly #stops: readonly (() => void)[];
  readonly #identity: OwnIdentity;
  readonly #changes: OwnChanges;
  readonly #refusals = new Refusals();
  readonly #presence: OwnPresence;
  readonly #clock = new ServerClock(() => this.#askTime());

  constructor(planId: PlanId, options: PlanSessionOptions) {
    const {
      server,
      WebSocket: socket,
      storage,
      keeps = true,
      claim = claimPerson,
      boardFirst = false,
      timeScale = 1,
    } = options;
    this.planId = planId;
    this.#memory = new DeviceMemory(storage, keeps);
    this.formerMembership = this.#memory.membership(planId);
    this.#stores = new PlanStores(timeScale, this.formerMembership ?? {});
    this.#tabs = new SiblingTabs(this.#memory.deviceId, planId, (message) => this.#onSibling(message));
    this.#identity = this.#newIdentity(claim);
    this.#changes = this.#newChanges(timeScale);
    this.#presence = new OwnPresence({
      awareness: () => this.#current.replica.link.awareness,
      personId: () => this.#identity.personId,
    });
    const url = syncUrl(server ?? location.origin);
    this.#current = this.#newReplica({ planId, url, WebSocket: socket ?? WebSocket, boardFirst, timeScale });
    void this.#current.open();
    this.#stops = [
      keepConnected(this.#stores, () => this.#current.replica.link),
      followActivity((idle) => this.#presence.setIdle(idle)),
    ];
  }

  get planStore(): ReadableStore<PlanState> {
    return this.#stores.plan;
  }

  get presenceStore(): ReadableStore<PresenceState> {
    return this.#stores.presence;
  }

  get identity(): { readonly personId: PersonId | null } {
    return { personId: this.planStore.getState().personId };
  }

  run<Input, Output>(command: Command<Input, Output>, input: Input): Result<Done<Output>, CommandError> {
    return this.#changes.run(command, input);
  }

  typed(address: TextAddress, change: TypedChange): void {
    this.#changes.typed(address, change);
  }

  undo(): Result<Undone, CommandError> {
    return this.#changes.undo();
  }

  redo(): Result<Undone, CommandError> {
    return this.#changes.redo();
  }

  onRefused(listener: (refused: RefusedCommand) => void): () => void {
    return this.#refusals.follow(listener);
  }

  sharedText(address: TextAddress): Y.Text | undefined {
    return this.#current.replica.sharedText(address);
  }

  readWhole(): void {
    this.#current.replica.readWhole();
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
    return this.#clock.now();
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
    this.#clock.stop();
    this.#stores.stop();
    this.#tabs.close();
    this.#changes.stop();
    await this.#current.close();
  }

  #newIdentity(claim: ClaimPerson): OwnIdentity {
    return new OwnIdentity({
      planId: this.planId,
      memory: this.#memory,
      claim,
      mayWrite: () => mayWrite(this.#stores.connection.role),
      settled: () => this.#stores.settled(),
      onChange: () => this.#showIdentity(),
    });
  }

  #newChanges(timeScale: number): OwnChanges {
    const { planId } = this;
    return new OwnChanges({
      timeScale,
      document: () => this.#current.replica.document,
      connection: () => this.#stores.connection,
      actor: (records) => ({ role: this.#stores.connection.role, personId: this.#identity.personIn(records) }),
      now: () => this.now(),
      send: (request) => this.#stores.connection.link !== "away" && this.#current.replica.link.sendCommand(request),
      kept: () => this.#memory.askedCommands(planId),
      keep: (asked) => void this.#memory.keepAsked(planId, asked),
      drop: (keys) => this.#memory.dropAsked(planId, keys),
      onShown: (records) =>
        this.#stores.write({ records, recordsFrom: "here", personId: this.#identity.personIn(records) }),
      onAsking: (asking) => this.#stores.tell({ type: "asking", asking }),
      onHistory: (can) => this.#stores.write(can),
      onRefused: (refused) => this.#refusals.tell(refused),
    });
  }

  #newReplica(options: PlanReplicaOptions): CurrentReplica {
    const own = { memory: this.#memory, tabs: this.#tabs, now: () => this.now() };
    return new CurrentReplica(
      { ...options, ...own },
      {
        onBegun: (replica) => this.#onBegun(replica),
        onOpened: () => this.#stores.start(),
        onServerTime: (now) => this.#clock.hear(now),
        onHello: (hello) => this.#onHello(hello),
        onCondition: (condition) => this.#stores.tell({ type: "condition", condition }),
        onRecords: (records, type) => this.#onRecords(records, { type }),
        onSynced: () => this.#onSynced(),
        onChanged: () => this.#stores.tell({ type: "changed" }),
        onSaved: () => this.#stores.tell({ type: "saved" }),
        onLost: (code) => this.#onLost(code),
        onAnswer: (answer) => this.#changes.hear(answer),
        onIdentity: (personId) => this.#identity.hear(personId),
        onDropped: (loss) => this.#onDropped(loss),
        onKept: (keptOnDevice) => this.#stores.write({ keptOnDevice }),
        onCopies: (recoveryCopies) => this.#stores.write({ recoveryCopies }),
      },
    );
  }

  /** The server says what time it is to whoever connects; without a connection the next one tells. */
  #askTime(): void {
    if (this.#stores.connection.link !== "away") this.reconnect();
  }

  #onBegun({ link }: PlanReplica): void {
    followPresence(link.awareness, (others) => this.#stores.writePresence({ others }));
    this.#presence.announce();
  }

  #onRecords(records: PlanRecords, event: ConnectionEvent): void {
    // One notification per transaction: that something has to be saved goes with what it changed.
    const recordsFrom = event.type === "changed" ? "here" : "elsewhere";
    const shown = this.#changes.show(records, event.type === "synced");
    this.#stores.tell(event, { records: shown, recordsFrom, personId: this.#identity.personIn(shown) });
  }

  #onHello({ role, given, archivedAt, personId, presenceId, condition }: Hello): void {
    this.#memory.rememberMembership(this.planId, { role, given, archivedAt, personId });
    this.#stores.writePresence({ presenceId });
    this.#stores.tell({ type: "greeted", role, condition }, { given, archivedAt });
    this.#identity.hear(personId);
    this.#changes.connected();
    void this.#identity.connected();
  }

  #onSynced(): void {
    this.#changes.synced();
    this.#stores.tell({ type: "synced" });
  }

  #onLost(code: number | null): void {
    this.#changes.lost();
    this.#stores.tell({ type: "lost", code });
  }

  #onDropped(loss: boolean): void {
    this.#changes.forget();
    this.#stores.writePresence({ others: [] });
    const documentNumber = this.planStore.getState().documentNumber + 1;
    this.#stores.tell({ type: "rejoining", loss }, { documentNumber, keptOnDevice: false });
  }

  #onSibling(message: SiblingMessage): void {
    if (message.kind === "identity") this.#identity.follow(message.personId);
    else this.#current.follow(message.epoch, message.store);
  }

  #showIdentity(): void {
    const { records } = this.planStore.getState();
    this.#stores.write({ personId: records && this.#identity.personIn(records) });
    this.#presence.announce();
  }
}

function syncUrl(server: string): string {
  return `${server.replace(/^http/, "ws")}/sync`;
}
