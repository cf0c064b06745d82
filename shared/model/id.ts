import { limits } from "./limits.ts";

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type PlanId = Branded<"Plan">;
export type MissionId = Branded<"Mission">;
export type ObjectiveId = Branded<"Objective">;
export type KeyResultId = Branded<"KeyResult">;
export type CheckInId = Branded<"CheckIn">;
export type PersonId = Branded<"Person">;
export type LinkId = Branded<"Link">;
/** Somebody who can sign in. Not a person of a plan: a member of a plan says which of its people they are. */
export type UserId = Branded<"User">;
/** One browser in which somebody is signed in. */
export type DeviceId = Branded<"Device">;
/** A link that lets somebody in, without its secret. */
export type EntryLinkId = Branded<"EntryLink">;
type PlanRecordId = MissionId | ObjectiveId | KeyResultId | CheckInId | PersonId | LinkId;
export type AnyId = PlanId | PlanRecordId | UserId | DeviceId | EntryLinkId;

// The one Web API used in shared/; both Node and browsers have it.
declare const crypto: { getRandomValues(target: Uint8Array): Uint8Array };

/** A new random id: 128 bits as 32 lower-case hexadecimal digits. */
export function newId<T extends AnyId>(): T {
  let id = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) id += byte.toString(16).padStart(2, "0");
  return id as T;
}

/** Makes ids. */
export type IdSource = <T extends AnyId>() => T;

const KEY_OF_IDS = /^[0-9a-f]{32}$/;

/**
 * The ids `KEY-1`, `KEY-2` and so on, so that two who do the same under one key name what they make alike. Random ids
 * for a key that is no id of newId's making.
 */
export function idsUnder(key: string): IdSource {
  let made = 0;
  return <T extends AnyId>() => {
    made += 1;
    return KEY_OF_IDS.test(key) ? (`${key}-${made}` as T) : newId<T>();
  };
}

const ID = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
/** Names every object inherits: as a key of a plain object they would change it instead of being stored. */
const INHERITED = new Set([
  "constructor",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "toString",
  "valueOf",
]);
const LONGEST_INHERITED = Math.max(...[...INHERITED].map(({ length }) => length));

/** The id itself if it is well-formed (letters, digits, `_`, `-`; at most 64), else undefined. */
export function parseId<T extends AnyId>(value: unknown): T | undefined {
  if (typeof value !== "string" || value.length > limits.idLength) return undefined;
  // A plan has tens of thousands of ids, and most are longer than any of those names.
  if (!ID.test(value) || (value.length <= LONGEST_INHERITED && INHERITED.has(value))) return undefined;
  return value as T;
}
