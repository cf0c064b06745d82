import { closeCodes } from "#shared/protocol/closeCodes.ts";

/** Milliseconds; `least` and `most` of a random wait. */
interface Wait {
  readonly least: number;
  readonly most: number;
}

/** Waits that do not depend on how often it was tried: a restart brings everybody at once, the others need time. */
const WAITS: ReadonlyMap<number, Wait> = new Map([
  [closeCodes.restarting.code, { least: 200, most: 1_500 }],
  [closeCodes.unavailable.code, { least: 15_000, most: 30_000 }],
  [closeCodes.tooSlow.code, { least: 500, most: 2_000 }],
  [closeCodes.rateLimited.code, { least: 3_000, most: 8_000 }],
]);

const FIRST_WAIT = 250;
const LONGEST_WAIT = 5_000;

/**
 * Milliseconds to wait before connecting again. Always random, so that those who were cut off together do not return
 * together.
 *
 * @param attempts how many connections have failed one after the other, 1 at the first
 */
export function reconnectDelay(code: number | null, attempts: number, random: () => number = Math.random): number {
  const { least, most } = (code === null ? undefined : WAITS.get(code)) ?? growing(attempts);
  return least + random() * (most - least);
}

function growing(attempts: number): Wait {
  const most = Math.min(FIRST_WAIT * 2 ** Math.max(0, attempts - 1), LONGEST_WAIT);
  return { least: most / 2, most };
}
