import type { Connection, ConnectionEvent } from "./connectionMachine.ts";
import { ConnectionWatch } from "./connectionWatch.ts";
import { NEW_PLAN_STATE } from "./planState.ts";
import type { PlanState, PresenceState } from "./planState.ts";
import { createReadableStore } from "./readableStore.ts";
import type { ReadableStore } from "./readableStore.ts";

/** What screens read of an open plan, and the one way to write it. The connection's part goes as its machine says. */
export class PlanStores {
  readonly plan: ReadableStore<PlanState>;
  readonly presence: ReadableStore<PresenceState>;
  /** Tells the readers once, and not at all if nothing is other than it was. So does `writePresence`. */
  readonly write: (patch: Partial<PlanState>) => void;
  readonly writePresence: (patch: Partial<PresenceState>) => void;
  readonly #watch: ConnectionWatch;

  /** @param known what the server has said last, if this device has ever heard it */
  constructor(timeScale: number, known: Partial<Pick<PlanState, "role" | "given" | "archivedAt">>) {
    const { role, given = NEW_PLAN_STATE.given, archivedAt = null } = known;
    this.#watch = new ConnectionWatch(timeScale, role, (patch) => this.write(patch));
    const plan = createReadableStore<PlanState>({ ...NEW_PLAN_STATE, given, archivedAt, ...this.#watch.patch });
    const presence = createReadableStore<PresenceState>({ others: [], presenceId: null });
    [this.plan, this.write] = [plan.store, plan.write];
    [this.presence, this.writePresence] = [presence.store, presence.write];
  }

  get connection(): Connection {
    return this.#watch.connection;
  }

  /** Something has happened on the connection; `more` is shown at the same moment. */
  tell(event: ConnectionEvent, more: Partial<PlanState> = {}): void {
    this.write({ ...more, ...this.#watch.apply(event) });
  }

  /** The connection is being made: from now on its absence counts. */
  start(): void {
    this.#watch.start();
  }

  /** Nothing changes by itself from now on. */
  stop(): void {
    this.#watch.stop();
  }

  /** Resolves once nothing is on its way to the server. */
  settled(): Promise<void> {
    const { getState, subscribe } = this.plan;
    if (getState().connection !== "saving") return Promise.resolve();
    return new Promise((resolve) => {
      const stop = subscribe(({ connection }) => {
        if (connection === "saving") return;
        stop();
        resolve();
      });
    });
  }
}
