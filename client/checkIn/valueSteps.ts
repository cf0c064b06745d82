import type { Measure } from "#shared/model/keyResult.ts";

import { readNumber } from "./readDraft.ts";

/** By how much arrow keys and buttons change a number, and where they end. */
export interface ValueSteps {
  readonly step: number;
  /** Where a field that is empty, or holds no number, is stepped from. */
  readonly start: number;
  readonly least: number;
  readonly most: number;
}

export const PROGRESS_STEPS: ValueSteps = { step: 5, start: 0, least: 0, most: 100 };

/** Steps of a round size, about twenty from start to target. What is measured may become better than its target. */
export function stepsOf({ kind, start, target }: Measure): ValueSteps {
  const span = Math.abs(target - start);
  const whole = Number.isInteger(start) && Number.isInteger(target);
  const step = kind === "percent" && span >= 20 ? 5 : Math.max(whole ? 1 : 0, roundSize(span / 20));
  return { step: step === 0 ? 1 : step, start, least: Math.min(0, start, target), most: Infinity };
}

/** The next text of a field whose number goes a step up (1) or down (-1): a typed 67 goes on to 70, not to 72. */
export function stepped(text: string, by: 1 | -1, { step, start, least, most }: ValueSteps): string {
  const places = (readNumber(text) ?? start) / step;
  const next = by > 0 ? Math.floor(places + TINY) : Math.ceil(places - TINY);
  // Without the dust of binary fractions: 0.1 + 0.2 is written as 0.3.
  return String(Number(Math.min(most, Math.max(least, (next + by) * step)).toPrecision(12)));
}

const TINY = 1e-9;

/** 1, 2 or 5 with zeros, no more than `size`. */
function roundSize(size: number): number {
  if (size <= 0) return 0;
  const ten = 10 ** Math.floor(Math.log10(size));
  const digit = size / ten;
  return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * ten;
}
