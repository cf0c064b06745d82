import type { Ref, Struct, StructRun } from "./updateParts.ts";

/** What an update brings that the document does not have, found by its name. */
export class FreshStructs {
  readonly count: number;
  readonly #runs: ReadonlyMap<number, readonly Struct[]>;

  /** @param runs per client in the order of their clocks */
  constructor(runs: readonly StructRun[]) {
    this.#runs = new Map(runs.map(({ client, structs }) => [client, structs]));
    this.count = runs.reduce((sum, { structs }) => sum + structs.length, 0);
  }

  at({ client, clock }: Ref): Struct | undefined {
    const structs = this.#runs.get(client);
    if (!structs) return undefined;
    let low = 0;
    let high = structs.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const struct = structs[middle];
      if (struct === undefined) return undefined;
      if (clock < struct.clock) high = middle - 1;
      else if (clock >= struct.clock + struct.length) low = middle + 1;
      else return struct;
    }
    return undefined;
  }
}
