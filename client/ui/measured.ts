import type { Measure } from "#shared/model/keyResult.ts";

/** A value of a key result as people read it: "50%", "1,200 calls", "£2,000 a year", "Yes". */
export function measured(value: number, measure: Pick<Measure, "kind" | "unit"> | undefined): string {
  if (measure?.kind === "yesNo") return value === 1 ? "Yes" : "No";
  const number = value.toLocaleString();
  if (measure === undefined || measure.unit === "") return number;
  if (measure.unit === "%") return `${number}%`;
  const money = /^([£$€])(?: |$)(.*)$/u.exec(measure.unit);
  if (money === null) return `${number} ${measure.unit}`;
  const amount = `${value < 0 ? "−" : ""}${money[1]}${Math.abs(value).toLocaleString()}`;
  return money[2] === "" ? amount : `${amount} ${money[2]}`;
}

/** Where a key result comes from and goes to: "31% → 70%", "0 → 21 people", "no → yes". */
export function wayOf(measure: Measure): string {
  if (measure.kind === "yesNo") return "no → yes";
  const { start, target, unit } = measure;
  const sign = /^[%£$€]/u.exec(unit)?.[0] ?? "";
  return `${measured(start, { ...measure, unit: sign })} → ${measured(target, measure)}`;
}
