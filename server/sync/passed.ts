/**
 * What Yjs passes on the way to the place of an item: stretches of items, of each in the order of their clocks; and what of
 * it the place is certainly behind.
 */
export class Passed {
  readonly #stretches = new Map<object, { readonly ends: number[]; readonly nths: number[] }>();
  #count = 0;
  #settled = 0;

  /** @param of what the stretch is of, and its last clock */
  add(of: object, end: number): void {
    const { ends, nths } = this.#stretches.get(of) ?? { ends: [], nths: [] };
    this.#stretches.set(of, { ends, nths });
    ends.push(end);
    nths.push(this.#count);
    this.#count += 1;
  }

  /** The place is behind all that was passed so far. */
  settle(): void {
    this.#settled = this.#count;
  }

  /** Whether that clock was passed, and whether the place is certainly behind it. */
  find(of: object | undefined, clock: number): "settled" | "open" | undefined {
    const stretches = of && this.#stretches.get(of);
    const nth = stretches?.nths[placeIn(stretches.ends, clock)];
    if (nth === undefined) return undefined;
    return nth < this.#settled ? "settled" : "open";
  }
}

/** Where in ascending numbers the first is that is not smaller. */
export function placeIn(numbers: readonly number[], number: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
