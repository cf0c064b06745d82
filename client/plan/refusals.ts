import type { RefusedCommand } from "./pendingCommands.ts";

type Listener = (refused: RefusedCommand) => void;

/** What the server has refused, told to all who listen; what came before anybody did, to the first who does. */
export class Refusals {
  readonly #listeners = new Set<Listener>();
  readonly #unheard: RefusedCommand[] = [];

  tell(refused: RefusedCommand): void {
    if (this.#listeners.size === 0) this.#unheard.push(refused);
    for (const listener of this.#listeners) listener(refused);
  }

  /** Returns what ends it. */
  follow(listener: Listener): () => void {
    this.#listeners.add(listener);
    this.#unheard.splice(0).forEach(listener);
    return () => this.#listeners.delete(listener);
  }
}
