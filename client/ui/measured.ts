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

/** The same beside another value that has the unit: "31%", "1,200", "£2,000". */
export function measuredShortly(value: number, measure: Measure): string {
  return measured(value, { ...measure, unit: /^[%£$€]/u.exec(measure.unit)?.[0] ?? "" });
}

/** The same in a sentence: "from 31% to 70%", "from 900 to 600 calls". */
export function wayInWords(measure: Measure): string {
  return `from ${measuredShortly(measure.start, measure)} to ${measured(measure.target, measure)}`;
}

/** Where a key result comes from and goes to: "31% → 70%", "0 → 21 people", "no → yes". */
export function wayOf(measure: Measure): string {
  if (measure.kind === "yesNo") return "no → yes";
  return `${measuredShortly(measure.start, measure)} → ${measured(measure.target, measure)}`;
}
