import type { RecordShape } from "./field.ts";
import { required, text } from "./field.ts";
import { limits } from "./limits.ts";
import { parseStamp, UNKNOWN_STAMP } from "./stamp.ts";
import type { Stamp } from "./stamp.ts";

/** The plan itself: what the team works towards, and how often it says how that goes. */
export interface Plan {
  readonly title: string;
  readonly purpose: string;
  /** Days after which an objective is due for a check-in. */
  readonly cadenceDays: number;
  /** The version of the document's layout; see shared/document/schemaVersion.ts. */
  readonly schemaVersion: number;
  readonly created: Stamp;
}

export function parseCadence(value: unknown): number | undefined {
  const { least, most } = limits.cadenceDays;
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}

function parseVersion(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}

export const planShape: RecordShape<Plan> = {
  title: text(limits.titleLength),
  purpose: text(limits.statementLength),
  cadenceDays: required(parseCadence, limits.cadenceDays.usual),
  schemaVersion: required(parseVersion, 0),
  created: required(parseStamp, UNKNOWN_STAMP),
};
