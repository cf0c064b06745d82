import { parseId } from "#shared/model/id.ts";
import type { UserId } from "#shared/model/id.ts";
import type { Log } from "../log.ts";
import type { AccessStorage, NewAuditEntry } from "../storage/accessStorage.ts";
import type { Doing } from "../sync/doing.ts";

/** Milliseconds for which the same thing is counted before it is written down. */
const FLUSH_MS = 10_000;

export interface AuditTrailOptions {
  readonly access: AccessStorage;
  readonly clock: () => number;
  readonly log: Log;
  readonly timeScale: number;
}

/** Who did what in which plan, for its owners. What happens again and again within seconds is written down once, counted. */
export class AuditTrail {
  readonly #options: AuditTrailOptions;
  readonly #timer: NodeJS.Timeout;
  #waiting = new Map<string, NewAuditEntry>();

  constructor(options: AuditTrailOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.flush(), FLUSH_MS * options.timeScale);
    this.#timer.unref();
  }

  note(doing: Omit<Doing, "way"> & Pick<NewAuditEntry, "way">): void {
    const { planId, principal, action, way, done } = doing;
    const id = [planId, principal.userId, action, way, done].join("/");
    const at = this.#options.clock();
    // Of every change in every plan this is asked, so what is known already is not made anew.
    const former = this.#waiting.get(id) ?? {
      planId,
      userId: parseId<UserId>(principal.userId) ?? null,
      name: principal.name,
      action,
      way,
      done,
      about: "",
      at,
      count: 0,
    };
    this.#waiting.set(id, { ...former, at, count: former.count + 1 });
  }

  /** Writes down what has been noted. */
  async flush(): Promise<void> {
    const taken = this.#waiting;
    this.#waiting = new Map();
    if (taken.size === 0) return;
    try {
      await this.#options.access.commit([...taken.values()].map((entry) => ({ kind: "audit", entry })));
    } catch (error) {
      this.#options.log.warn({ err: error, entries: taken.size }, "What was done cannot be written down yet.");
      for (const [id, entry] of taken) {
        const count = entry.count + (this.#waiting.get(id)?.count ?? 0);
        this.#waiting.set(id, { ...entry, count });
      }
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }
}
