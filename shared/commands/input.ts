import { parseCalendarDate } from "../model/calendarDate.ts";
import type { CalendarDate } from "../model/calendarDate.ts";
import { parseId } from "../model/id.ts";
import type { AnyId } from "../model/id.ts";
import { isPlainObject } from "../model/json.ts";
import { limits } from "../model/limits.ts";
import { parseCadence } from "../model/plan.ts";
import { ok } from "../model/result.ts";
import type { Result } from "../model/result.ts";
import { refuseWith } from "./commandError.ts";
import type { CommandError, CommandErrorCode } from "./commandError.ts";

/** Turns one field of a command's input into a valid value, or says what is wrong with it. */
export type Parse<T> = (value: unknown, field: string) => Result<T, CommandError>;

/** One parser per field of an input. What it does not name is not read. */
export type InputShape<Input> = { readonly [Key in keyof Input]-?: Parse<Input[Key]> };

/** Reads a whole input. A field that is undefined stays away, so that optional ones may be left out. */
export function parseInput<Input>(shape: InputShape<Input>, input: unknown): Result<Input, CommandError> {
  if (!isPlainObject(input)) return refuseWith("malformedInput", "input");
  const parsed: Record<string, unknown> = {};
  for (const [field, parse] of Object.entries<Parse<unknown>>(shape)) {
    const result = parse(input[field], field);
    if (!result.ok) return result;
    if (result.value !== undefined) parsed[field] = result.value;
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every field has just been parsed
  return ok(parsed as Input);
}

export function id<T extends AnyId>(value: unknown, field: string): Result<T, CommandError> {
  const parsed = parseId<T>(value);
  return parsed === undefined ? refuseWith("malformedInput", field) : ok(parsed);
}

/** Also null, for "none". */
export function orNull<T>(parse: Parse<T>): Parse<T | null> {
  return (value, field) => (value === null ? ok(null) : parse(value, field));
}

/** May be left out. */
export function maybe<T>(parse: Parse<T>): Parse<T | undefined> {
  return (value, field) => (value === undefined ? ok(undefined) : parse(value, field));
}

export function listOf<T>(parse: Parse<T>): Parse<readonly T[]> {
  return (value, field) => {
    if (!Array.isArray(value)) return refuseWith("malformedInput", field);
    const list: T[] = [];
    for (const entry of value) {
      const result = parse(entry, field);
      if (!result.ok) return result;
      list.push(result.value);
    }
    return ok(list);
  };
}

/** Any value that a parser of shared/model accepts; else `code`. */
export function asModel<T>(parse: (value: unknown) => T | undefined, code: CommandErrorCode): Parse<T> {
  return (value, field) => {
    const parsed = parse(value);
    return parsed === undefined ? refuseWith(code, field) : ok(parsed);
  };
}

/**
 * One line: white space at the ends goes, inside it becomes single spaces. Half a character, which no update can carry,
 * becomes U+FFFD as it does on its way: so all replicas hold the same.
 */
function line(missing: CommandErrorCode | null, tooLong: CommandErrorCode, most: number): Parse<string> {
  return (value, field) => {
    if (typeof value !== "string") return refuseWith("malformedInput", field);
    const tidy = value.toWellFormed().replace(/\s+/gu, " ").trim();
    if (tidy === "" && missing !== null) return refuseWith(missing);
    return tidy.length > most ? refuseWith(tooLong, String(most)) : ok(tidy);
  };
}

export const title = line("titleMissing", "titleTooLong", limits.titleLength);
export const linkTitle = line(null, "titleTooLong", limits.titleLength);
export const personName = line("nameMissing", "nameTooLong", limits.nameLength);
export const noteLine = line(null, "noteTooLong", limits.noteLength);

/** Text of several lines, kept as it was typed but for half characters. */
export function longText(most: number): Parse<string> {
  return (value, field) => {
    if (typeof value !== "string") return refuseWith("malformedInput", field);
    return value.length > most ? refuseWith("textTooLong", most.toLocaleString("en-GB")) : ok(value.toWellFormed());
  };
}

export const date: Parse<CalendarDate> = asModel(parseCalendarDate, "dateInvalid");
export const cadence: Parse<number> = asModel(parseCadence, "cadenceOutOfRange");
