import { sortable, sortKeysAt } from "../document/sortKey.ts";
import type { Mission } from "../model/mission.ts";
import type { Objective } from "../model/objective.ts";
import { limits } from "../model/limits.ts";
import { ok } from "../model/result.ts";
import type { Result } from "../model/result.ts";
import { refuseWith } from "./commandError.ts";
import type { CommandError } from "./commandError.ts";

/** Where some records go in a list: their order keys, and the place of the first of them, counted from 1. */
export interface Place {
  readonly sortKeys: readonly string[];
  readonly position: number;
  readonly of: number;
  /** They lie there already, in this order. */
  readonly unchanged: boolean;
}

/**
 * Finds a place for `moved` in `list`, together, before the record `before`; at the end if that is null or not there.
 *
 * @param list in order; may hold records that are moved
 * @param moved the ids in the order they shall lie in
 */
export function placeIn(
  list: readonly (Mission | Objective)[],
  moved: readonly string[],
  before: string | null,
): Result<Place, CommandError> {
  const moving = new Set(moved);
  const siblings = list.filter((record) => !moving.has(record.id));
  const at = gapBefore(list, moving, before);
  const unchanged = moved.every((id, nth) => list[at + nth]?.id === id);
  const sortKeys = sortKeysAt(siblings.map(sortable), at, moved.length);
  if (sortKeys.some((key) => key.length > limits.sortKey.most)) return refuseWith("spotCrowded");
  return ok({ sortKeys, position: at + 1, of: siblings.length + moved.length, unchanged });
}

/** How many records stay in front of the gap. A gap before a moved record is the one before the next that stays. */
function gapBefore(list: readonly (Mission | Objective)[], moving: ReadonlySet<string>, before: string | null): number {
  const found = before === null ? -1 : list.findIndex((record) => record.id === before);
  const inFront = found === -1 ? list : list.slice(0, found);
  return inFront.filter((record) => !moving.has(record.id)).length;
}
