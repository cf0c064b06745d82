/**
 * What Yjs passes on the way to the place of an item: stretches of items, of each in the order of their clocks; and what of
 * it the place is certainly behind.
 */
export class Passed {
  readonly #stretches = new Map<
    object,
    { readonly starts: number[]; readonly ends: number[]; readonly nths: number[] }
  >();
  #count = 0;
  #settled = 0;

  /** @param of what the stretch is of, and its first and last clock */
  add(of: object, start: number, end: number): void {
    const stretches = this.#stretches.get(of) ?? { starts: [], ends: [], nths: [] };
    this.#stretches.set(of, stretches);
    stretches.starts.push(start);
    stretches.ends.push(end);
    stretches.nths.push(this.#count);
    this.#count += 1;
  }

  /** The place is behind all that was passed so far. */
  settle(): void {
    this.#settled = this.#count;
  }

  /** Whether that clock was passed, and whether the place is certainly behind it. */
  find(of: object | undefined, clock: number): "settled" | "open" | undefined {
    const stretches = of && this.#stretches.get(of);
    if (!stretches) return undefined;
    const at = placeIn(stretches.ends, clock);
    const [start, nth] = [stretches.starts[at], stretches.nths[at]];
    // An item may begin before the way does: that part of it was not passed.
    if (start === undefined || nth === undefined || clock < start) return undefined;
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
