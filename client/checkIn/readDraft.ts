import type { KeyResultId } from "#shared/model/id.ts";
import { refuse, ok } from "#shared/model/result.ts";
import type { Result } from "#shared/model/result.ts";
import type { Status } from "#shared/model/status.ts";
import { parseTypedNumber } from "#shared/model/typedNumber.ts";

import type { CheckInDraft } from "./checkInDraft.ts";

/** What a draft says, as a command takes it. */
interface SaidInDraft {
  readonly status?: Status;
  readonly progress?: number;
  readonly values: Readonly<Record<KeyResultId, number>>;
  readonly note: string;
}

/** What is wrong with a number, and how to write it, by the field that it stands in. */
export type NumberProblems = ReadonlyMap<KeyResultId | "progress", string>;

/** Reads the numbers of a draft. Refused: those that cannot be. A field left empty says nothing. */
export function readDraft({ status, progress, values, note }: CheckInDraft): Result<SaidInDraft, NumberProblems> {
  const problems = new Map<KeyResultId | "progress", string>();
  const measured: Record<KeyResultId, number> = {};
  for (const [id, text] of values) {
    if (text.trim() === "") continue;
    const value = readNumber(text);
    if (value === undefined) problems.set(id, unreadable(text));
    else measured[id] = value;
  }
  const given = progress === null || progress.trim() === "" ? null : progress;
  const number = given === null ? undefined : readNumber(given);
  if (given !== null && number === undefined) problems.set("progress", unreadable(given));
  if (number !== undefined && (number < 0 || number > 100)) problems.set("progress", "Progress goes from 0 to 100.");
  if (problems.size > 0) return refuse(problems);
  return ok({
    ...(status !== null && { status }),
    ...(number !== undefined && { progress: number }),
    values: measured,
    note,
  });
}

/** A number as it is typed into a field, with or without its per cent sign. */
export function readNumber(text: string): number | undefined {
  return parseTypedNumber(text.replace(/%\s*$/u, ""));
}

function unreadable(text: string): string {
  return `“${text.trim()}” is no number. Write digits, like 42 or 3.5.`;
}
