import { parseId } from "./id.ts";
import type { MissionId } from "./id.ts";
import { isPlainObject } from "./json.ts";
import { limits } from "./limits.ts";
import { parseStamp } from "./stamp.ts";
import type { Stamp } from "./stamp.ts";

/** Where a card lies: one value, so that concurrent moves leave it where somebody put it. */
export interface Placement extends Stamp {
  readonly missionId: MissionId;
  readonly sortKey: string;
}

/** Where a mission lies among the missions of its plan. */
export interface MissionPlacement extends Stamp {
  readonly sortKey: string;
}

/** The sortKey in the middle of all that can be made. */
export const MIDDLE_SORT_KEY = "V00000";

/** Belongs to no mission: its card shows in the tray. */
export const NO_MISSION = "" as MissionId;

export const UNPLACED: Placement = Object.freeze({
  missionId: NO_MISSION,
  sortKey: MIDDLE_SORT_KEY,
  by: null,
  at: 0,
});

export const UNPLACED_MISSION: MissionPlacement = Object.freeze({ sortKey: MIDDLE_SORT_KEY, by: null, at: 0 });

/** Not all zeros: nothing could be placed before such a key. */
const SORT_KEY = /^0*[1-9A-Za-z][0-9A-Za-z]*$/;

export function parseSortKey(value: unknown): string | undefined {
  if (typeof value !== "string" || value.length > limits.sortKey.most) return undefined;
  return SORT_KEY.test(value) ? value : undefined;
}

export function parseMissionPlacement(value: unknown): MissionPlacement | undefined {
  const stamp = parseStamp(value);
  if (!stamp || !isPlainObject(value)) return undefined;
  const sortKey = parseSortKey(value["sortKey"]);
  return sortKey === undefined ? undefined : Object.freeze({ sortKey, by: stamp.by, at: stamp.at });
}

export function parsePlacement(value: unknown): Placement | undefined {
  const placement = parseMissionPlacement(value);
  if (!placement || !isPlainObject(value)) return undefined;
  const missionId = parseId<MissionId>(value["missionId"]);
  return missionId === undefined ? undefined : Object.freeze({ missionId, ...placement });
}
