import { isPlainObject } from "./json.ts";
import { parseId } from "./id.ts";
import type { PersonId } from "./id.ts";

/** Who did something and when. `by` is null when nobody had said who they are; `at` is milliseconds since 1970, UTC. */
export interface Stamp {
  readonly by: PersonId | null;
  readonly at: number;
}

export const UNKNOWN_STAMP: Stamp = Object.freeze({ by: null, at: 0 });

/** Largest time that a JavaScript Date can hold, in milliseconds. */
const LAST_INSTANT = 8.64e15;

/** Milliseconds since 1970 that a Date can hold. Zero has one sign, as a file cannot keep the other. */
export function parseInstant(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && Math.abs(value) <= LAST_INSTANT ? value + 0 : undefined;
}

export function parseStamp(value: unknown): Stamp | undefined {
  if (!isPlainObject(value)) return undefined;
  const at = parseInstant(value["at"]);
  if (at === undefined) return undefined;
  return Object.freeze({ by: parseId<PersonId>(value["by"]) ?? null, at });
}
