import { crowdedLists, recordsOf, rekeyList } from "#shared/document/rekey.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";

/**
 * Shortens order keys that have grown long, in lists that were quiet from one look to the next. Quiet, because a move
 * that somebody makes at the same time wins, and would then lie among keys that are gone.
 */
export class Rekeying {
  readonly #document: PlanDocument;
  readonly #records: () => PlanRecords;
  readonly #mayWrite: () => boolean;
  readonly #timer: NodeJS.Timeout;
  /** Per crowded list, where everything lay at the last look. */
  #seen = new Map<string, string>();

  constructor(document: PlanDocument, records: () => PlanRecords, mayWrite: () => boolean, quietMs: number) {
    this.#document = document;
    this.#records = records;
    this.#mayWrite = mayWrite;
    this.#timer = setInterval(() => this.#look(), quietMs);
    this.#timer.unref();
  }

  destroy(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    if (!this.#mayWrite()) return;
    const records = this.#records();
    const seen = new Map<string, string>();
    for (const list of crowdedLists(records)) {
      const name = list.root === "missions" ? "" : list.missionId;
      const places = recordsOf(records, list).map(({ id, placement }) => `${id} ${placement.sortKey}`);
      const now = places.join("\n");
      if (this.#seen.get(name) === now) rekeyList(this.#document, records, list);
      else seen.set(name, now);
    }
    this.#seen = seen;
  }
}
