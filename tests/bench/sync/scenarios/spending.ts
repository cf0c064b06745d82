import { cpuMs } from "../processFigures.ts";

/** What a server spends from now on, and what this process does beside it. */
export class Spending {
  readonly #pid: number;
  readonly #server: number;
  readonly #own = process.cpuUsage();
  readonly #from = performance.now();

  constructor(pid: number) {
    this.#pid = pid;
    this.#server = cpuMs(pid);
  }

  /** Milliseconds of processor time, and how busy one processor was with each, in per cent. */
  end(): { readonly serverMs: number; readonly loads: { readonly serverLoad: number; readonly ownLoad: number } } {
    const serverMs = cpuMs(this.#pid) - this.#server;
    const { user, system } = process.cpuUsage(this.#own);
    const elapsed = performance.now() - this.#from;
    const loads = { serverLoad: (serverMs / elapsed) * 100, ownLoad: ((user + system) / 1_000 / elapsed) * 100 };
    return { serverMs, loads };
  }
}
