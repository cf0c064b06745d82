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

export interface FormerMeasure {
  readonly measure: Measure;
  /** When it was given up, and by whom. */
  readonly until: Stamp;
}

/** A measure of an objective. Its current value is a query over check-ins. */
export interface KeyResult {
  readonly id: KeyResultId;
  readonly objectiveId: ObjectiveId;
  readonly title: string;
  readonly measure: Measure;
  /** How it was measured before, oldest first: what was said then is read against what was aimed at then. */
  readonly former: readonly FormerMeasure[];
  readonly created: Stamp;
  readonly archived: Stamp | null;
}

/** Belongs to no objective: it shows nowhere and is reported by the integrity check. */
const NO_OBJECTIVE = "" as ObjectiveId;

const UNKNOWN_MEASURE: Measure = Object.freeze({ kind: "percent", unit: "%", start: 0, target: 100 });

/** A finite number up to 10^15 either way: what a key result can be measured as. Zero has one sign, as in a file. */
export function parseMeasurement(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && Math.abs(value) <= 1e15 ? value + 0 : undefined;
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

const NO_FORMER: readonly FormerMeasure[] = Object.freeze([]);

function parseFormer(value: unknown): readonly FormerMeasure[] | undefined {
  // An undo puts back what it found, and that is null where the former value had not arrived yet.
  if (value === null) return NO_FORMER;
  if (!Array.isArray(value) || value.length > limits.formerMeasures) return undefined;
  const former: FormerMeasure[] = [];
  for (const entry of value) {
    if (!isPlainObject(entry)) return undefined;
    const measure = parseMeasure(entry["measure"]);
    const until = parseStamp(entry["until"]);
    if (measure === undefined || until === undefined) return undefined;
    former.push(Object.freeze({ measure, until }));
  }
  return Object.freeze(former);
}

/** Its former measures once it is given another one. */
export function remeasured({ measure, former }: KeyResult, until: Stamp): readonly FormerMeasure[] {
  return [...former, { measure, until }].slice(-limits.formerMeasures);
}

/** How it was measured at a time, in milliseconds since 1970. */
export function measureAt({ measure, former }: KeyResult, at: number): Measure {
  return former.find(({ until }) => at < until.at)?.measure ?? measure;
}

export const keyResultShape: RecordShape<KeyResult> = {
  objectiveId: required(parseId<ObjectiveId>, NO_OBJECTIVE),
  title: required(shortText(limits.titleLength), ""),
  measure: required(parseMeasure, UNKNOWN_MEASURE),
  former: { kind: "value", parse: parseFormer, fallback: NO_FORMER, optional: true },
  created: required(parseStamp, UNKNOWN_STAMP),
  archived: optional(parseStamp),
};
