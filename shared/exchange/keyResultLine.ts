import type { Measure } from "../model/keyResult.ts";
import { parseMeasurement } from "../model/keyResult.ts";
import { limits } from "../model/limits.ts";
import { parseTypedNumber } from "../model/typedNumber.ts";

/** What a line says that somebody typed for a key result. */
export interface KeyResultLine {
  readonly title: string;
  readonly measure: Measure;
}

/** Of a longer line only the beginning is read: it holds every title, unit and number there can be. */
const MOST = limits.titleLength + limits.unitLength + 100;
/** What is measured where a line does not say. */
const WHOLE: Measure = Object.freeze({ kind: "percent", unit: "%", start: 0, target: 100 });
const YES_OR_NO: Measure = Object.freeze({ kind: "yesNo", unit: "", start: 0, target: 1 });

/**
 * Understands a key result typed in one line: "Apprentices in post 0 → 21 people". Also "->", "=>", "to", "from 0 to 21
 * people", "to 21 people" (from 0), "50% to 80%", "£1.2m → £2m", "Portal is live, yes/no", "Is the portal live?". The
 * numbers may stand first. Without any it goes from 0 to 100%. Null while there is no title.
 */
export function readKeyResultLine(line: string): KeyResultLine | null {
  const tidy = wellFormed(line.slice(0, MOST)).replace(/\s+/gu, " ").trim();
  return yesOrNo(tidy) ?? ranged(tidy) ?? named(tidy, WHOLE);
}

/** The line that is understood as this key result. */
export function writeKeyResultLine({ title, measure }: KeyResultLine): string {
  if (measure.kind === "yesNo") return `${title}, yes/no`;
  const [before, after] = aroundNumber(measure);
  return `${title} ${before}${measure.start} → ${before}${measure.target}${after}`;
}

function yesOrNo(line: string): KeyResultLine | null {
  const said = /^(.*?)[\s,:;(–-]*(?:yes ?(?:\/|or) ?no|no ?(?:→|->|=>|to|\/|or) ?yes|y\/n)\)?$/iu.exec(line);
  if (said) return named(said[1] ?? "", YES_OR_NO);
  return line.endsWith("?") ? named(line, YES_OR_NO) : null;
}

interface Amount {
  readonly number: number;
  /** Its sign of money, its "%", or the words behind it; "" if it has none. */
  readonly unit: string;
}

/** Tries each arrow from the last to the first, as the one between start and target; signs before words. */
function ranged(line: string): KeyResultLine | null {
  for (const arrows of [/→|[-–—=]+>/gu, /(?<=\s|^)to(?=\s)/giu]) {
    for (const arrow of [...line.matchAll(arrows)].toReversed()) {
      const before = line.slice(0, arrow.index).trim();
      const target = readAmount(line.slice(arrow.index + arrow[0].length).trim());
      if (target === null) continue;
      const start = endingIn(before);
      const understood = start
        ? between(start.rest, start.amount, target)
        : between(before, { number: 0, unit: "" }, target);
      if (understood) return understood;
    }
  }
  return null;
}

function between(before: string, start: Amount, target: Amount): KeyResultLine | null {
  if (!areOne(start.unit, target.unit)) return null;
  const unit = target.unit === "" ? start.unit : target.unit;
  if (parseMeasurement(start.number) === undefined || parseMeasurement(target.number) === undefined) return null;
  const title = tidyTitle(before.replace(/(?:^|\s)from\s*$/iu, ""));
  const range = { start: start.number, target: target.number };
  const measured = (inUnit: string): Measure =>
    inUnit === "%" ? { kind: "percent", unit: "%", ...range } : { kind: "number", unit: inUnit, ...range };
  if (title !== "") return unit.length > limits.unitLength ? null : named(title, measured(unit));
  // "0 → 21 apprentices in post": what is counted is what it is called.
  return isSign(unit) ? null : named(unit, measured(""));
}

/** "Move 50 services to 3 platforms" is no way from 50 to 3; "1 day" and "10 days" are of one unit. */
function areOne(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

/** An amount at the beginning of a text, all of which it is: "21 people", "80%", "80 per cent", "£2m". */
function readAmount(text: string): Amount | null {
  const found = /^([£$€]?)\s?([-+−]?[£$€]?[\d.,'’\u00a0\u2009\u202f]*\d(?: \d{3}(?!\d))*)(.*)$/u.exec(text);
  return found ? amountOf(found[1] ?? "", found[2] ?? "", found[3] ?? "") : null;
}

/** An amount at the end of a text, and what stands before it: "Apprentices from 0", "Calls 1,200 a day". */
function endingIn(text: string): { readonly rest: string; readonly amount: Amount } | null {
  // The last number that begins a word; words behind it are its unit.
  for (const begins of [...text.matchAll(/(?:^|\s|(?<=:))(?=[£$€]?[-+−]?[£$€]?\d)/gu)].toReversed()) {
    const at = begins.index + begins[0].length;
    // "1 200": its last three digits begin a word too.
    const earlier = /(?:^|\s)[-+−£$€]*\d{1,3}(?: \d{3})* $/u.exec(text.slice(0, at));
    if (earlier && /^\d{3}(?!\d)/u.test(text.slice(at))) continue;
    const amount = readAmount(text.slice(at));
    if (amount && amount.unit.split(" ").length <= MOST_WORDS) return { rest: text.slice(0, at), amount };
    return null;
  }
  return null;
}

/** A start with more words behind it than these is a number in a title: "2 of our libraries are". */
const MOST_WORDS = 3;

function amountOf(sign: string, digits: string, behind: string): Amount | null {
  const money = sign || (/[£$€]/u.exec(digits)?.[0] ?? "");
  const scaled = money === "" ? null : /^(k|m|bn)(?![\p{L}\p{N}])/iu.exec(behind);
  const rest = behind.slice(scaled?.[0].length ?? 0);
  // "3rd", "2nd" and "4x4" are words that begin with a number; "10k" is not money.
  if (/^[\p{N}]/u.test(rest) || /^(?:(?:st|nd|rd|th)\b|x\d)/iu.test(rest)) return null;
  const number = parseTypedNumber(digits.replace(/[£$€]/gu, ""));
  if (number === undefined) return null;
  const words = rest.replace(/^[\s.,;:]+|[\s.,;:]+$/gu, "");
  const scale = SCALES[scaled?.[0].toLowerCase() ?? ""] ?? 1;
  if (/^(?:%|per ?cent)$/iu.test(words)) return { number, unit: "%" };
  // Money of something: "£2m a year" keeps its sign, and its words with it.
  const unit = money === "" ? words : words === "" ? money : `${money} ${words}`;
  return { number: Number((number * scale).toPrecision(15)), unit };
}

const SCALES: Readonly<Record<string, number>> = { k: 1_000, m: 1_000_000, bn: 1_000_000_000 };

function isSign(unit: string): boolean {
  return /^[£$€%]?$/u.test(unit);
}

/** What stands before and behind a number in its unit. */
function aroundNumber({ kind, unit }: Measure): readonly [string, string] {
  if (kind === "percent" || unit === "%") return ["", "%"];
  const money = /^([£$€])(?: |$)(.*)$/u.exec(unit);
  if (money) return [money[1] ?? "", money[2] === "" ? "" : ` ${money[2]}`];
  return ["", unit === "" ? "" : ` ${unit}`];
}

function tidyTitle(text: string): string {
  return text.replace(/[\s,:;(–-]+$/u, "").trim();
}

function named(text: string, measure: Measure): KeyResultLine | null {
  const first = tidyTitle(text).replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase("en-GB"));
  const title = wellFormed(first.slice(0, limits.titleLength)).trim();
  return title === "" ? null : { title, measure };
}

/** Without halves of characters, such as a cut leaves. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "");
}
