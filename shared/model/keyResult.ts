import type { RecordShape } from "./field.ts";
import { optional, required } from "./field.ts";
import { parseId } from "./id.ts";
import type { KeyResultId, ObjectiveId } from "./id.ts";
import { isPlainObject } from "./json.ts";
import { limits } from "./limits.ts";
import { shortText } from "./plainText.ts";
import { parseStamp, UNKNOWN_STAMP } from "./stamp.ts";
import type { Stamp } from "./stamp.ts";

export const MEASURE_KINDS = ["number", "percent", "yesNo"] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

/** What is measured: one value, because unit, start and target only make sense together. The direction follows. */
export interface Measure {
  readonly kind: MeasureKind;
  /** "%" for percent, "" for yesNo (0 is no, 1 is yes). */
  readonly unit: string;
  readonly start: number;
  readonly target: number;
}

/** A measure of an objective. Its current value is a query over check-ins. */
export interface KeyResult {
  readonly id: KeyResultId;
  readonly objectiveId: ObjectiveId;
  readonly title: string;
  readonly measure: Measure;
  readonly created: Stamp;
  readonly archived: Stamp | null;
}

/** Belongs to no objective: it shows nowhere and is reported by the integrity check. */
const NO_OBJECTIVE = "" as ObjectiveId;

const UNKNOWN_MEASURE: Measure = Object.freeze({ kind: "percent", unit: "%", start: 0, target: 100 });

/** A finite number up to 10^15 either way: what a key result can be measured as. */
export function parseMeasurement(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && Math.abs(value) <= 1e15 ? value : undefined;
}

export function parseMeasure(value: unknown): Measure | undefined {
  if (!isPlainObject(value)) return undefined;
  const kind = MEASURE_KINDS.find((known) => known === value["kind"]);
  const unit = shortText(limits.unitLength)(value["unit"]);
  const start = parseMeasurement(value["start"]);
  const target = parseMeasurement(value["target"]);
  if (kind === undefined || unit === undefined || start === undefined || target === undefined) return undefined;
  return Object.freeze({ kind, unit, start, target });
}

export const keyResultShape: RecordShape<KeyResult> = {
  objectiveId: required(parseId<ObjectiveId>, NO_OBJECTIVE),
  title: required(shortText(limits.titleLength), ""),
  measure: required(parseMeasure, UNKNOWN_MEASURE),
  created: required(parseStamp, UNKNOWN_STAMP),
  archived: optional(parseStamp),
};
