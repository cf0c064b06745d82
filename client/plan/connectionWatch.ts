import type { Role } from "#shared/model/actor.ts";

import { connectionStateOf, nextConnection, NO_CONNECTION } from "./connectionMachine.ts";
import type { Connection, ConnectionEvent } from "./connectionMachine.ts";
import type { PlanState } from "./planState.ts";

/** The part of the plan's state that the connection decides. */
export type ConnectionPatch = Pick<PlanState, "connection" | "role" | "condition" | "closeName">;

/** Milliseconds a loss may last before it is called offline; less than the two seconds that are promised. */
const GRACE = 1_500;
/** Milliseconds a refusal is shown, unless the person goes on before. */
const REFUSAL_SHOWN = 10_000;

/** The connection machine with its clock: it also moves on when time passes and nothing else happens. */
export class ConnectionWatch {
  readonly #timeScale: number;
  readonly #onTime: (patch: ConnectionPatch) => void;
  #connection: Connection;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #refusalShown: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param role what the server has said last, if this device has ever heard it
   * @param onTime told when the state changed because time passed
   */
  constructor(timeScale: number, role: Role | undefined, onTime: (patch: ConnectionPatch) => void) {
    this.#timeScale = timeScale;
    this.#connection = role ? { ...NO_CONNECTION, role } : NO_CONNECTION;
    this.#onTime = onTime;
  }

  get connection(): Connection {
    return this.#connection;
  }

  get patch(): ConnectionPatch {
    return patchOf(this.#connection);
  }

  /** The connection is being made: from now on its absence counts. */
  start(): void {
    this.#setClocks();
  }

  /** What the state is after the event. */
  apply(event: ConnectionEvent): ConnectionPatch {
    this.#connection = nextConnection(this.#connection, event);
    this.#setClocks();
    return this.patch;
  }

  stop(): void {
    clearTimeout(this.#grace);
    clearTimeout(this.#refusalShown);
  }

  #setClocks(): void {
    const { link, absent, refusal } = this.#connection;
    this.#grace = this.#clock(link === "away" && !absent, this.#grace, GRACE, { type: "graceOver" });
    this.#refusalShown = this.#clock(refusal, this.#refusalShown, REFUSAL_SHOWN, { type: "refusalSeen" });
  }

  #clock(
    wanted: boolean,
    running: ReturnType<typeof setTimeout> | undefined,
    wait: number,
    event: ConnectionEvent,
  ): ReturnType<typeof setTimeout> | undefined {
    if (wanted && running !== undefined) return running;
    clearTimeout(running);
    return wanted ? setTimeout(() => this.#onTime(this.apply(event)), wait * this.#timeScale) : undefined;
  }
}

function patchOf(connection: Connection): ConnectionPatch {
  const { closed, condition, refusal, role } = connection;
  const closeName = closed ?? (refusal ? "refused" : null);
  return { connection: connectionStateOf(connection), role, condition, closeName };
}
