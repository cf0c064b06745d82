import type { RecordShape } from "./field.ts";
import { optional, required, text } from "./field.ts";
import type { MissionId } from "./id.ts";
import { limits } from "./limits.ts";
import { parseMissionPlacement, UNPLACED_MISSION } from "./placement.ts";
import type { MissionPlacement } from "./placement.ts";
import { parseCadence } from "./plan.ts";
import { parseStamp, UNKNOWN_STAMP } from "./stamp.ts";
import type { Stamp } from "./stamp.ts";

/** A column: why a group of objectives exists. */
export interface Mission {
  readonly id: MissionId;
  readonly title: string;
  readonly statement: string;
  readonly placement: MissionPlacement;
  /** Days between check-ins in this mission; null means as the plan says. */
  readonly cadenceDays: number | null;
  readonly created: Stamp;
  readonly archived: Stamp | null;
}

export const missionShape: RecordShape<Mission> = {
  title: text(limits.titleLength),
  statement: text(limits.statementLength),
  placement: required(parseMissionPlacement, UNPLACED_MISSION),
  cadenceDays: optional(parseCadence),
  created: required(parseStamp, UNKNOWN_STAMP),
  archived: optional(parseStamp),
};
