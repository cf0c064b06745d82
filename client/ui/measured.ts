import type { Measure } from "#shared/model/keyResult.ts";

/** A value of a key result as people read it: "50%", "1,200 calls", "Yes". */
export function measured(value: number, measure: Pick<Measure, "kind" | "unit"> | undefined): string {
  if (measure?.kind === "yesNo") return value === 1 ? "Yes" : "No";
  const number = value.toLocaleString();
  if (measure === undefined || measure.unit === "") return number;
  return measure.unit === "%" ? `${number}%` : `${number} ${measure.unit}`;
}
