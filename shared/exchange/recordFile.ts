import type { AnyField, EntriesField, RecordShape } from "../model/field.ts";
import { isPlainObject } from "../model/json.ts";
import type { FileProblems } from "./fileProblem.ts";
import { sameJson } from "../model/sameJson.ts";

/** A record in a file: plain JSON, its fields under their own names. */
export type FileRecord = Readonly<Record<string, unknown>>;

type Fields = Readonly<Record<string, AnyField>>;

/** The fields of a record as plain JSON, in the order of its shape. */
export function recordToFile<Shaped>(shape: RecordShape<Shaped>, record: Shaped): FileRecord {
  const file: Record<string, unknown> = {};
  for (const [key, field] of Object.entries<AnyField>(shape as Fields)) {
    const value: unknown = record[key as keyof Shaped];
    file[key] =
      field.kind === "entries" ? (value as readonly FileRecord[]).map((entry) => entryToFile(field, entry)) : value;
  }
  return file;
}

function entryToFile(field: EntriesField<unknown>, entry: FileRecord): FileRecord {
  return { id: entry["id"], ...(field.store(entry) as FileRecord) };
}

/**
 * Reads the fields of a record. One that is left out is as in a new record; one that is there and malformed, or that no
 * record has, is a problem: nothing in a file is dropped silently.
 */
export function recordFromFile<Shaped>(
  shape: RecordShape<Shaped>,
  file: FileRecord,
  path: string,
  problems: FileProblems,
): Readonly<Omit<Shaped, "id">> {
  const record: Record<string, unknown> = {};
  for (const key of Object.keys(file)) {
    if (key !== "id" && !Object.hasOwn(shape, key)) {
      problems.add(
        `${path}.${key}`,
        "This Waymark knows no such field. Remove it, or import the file into a newer Waymark.",
      );
    }
  }
  for (const [key, field] of Object.entries<AnyField>(shape as Fields)) {
    record[key] = fieldFromFile(field, file[key], `${path}.${key}`, problems);
  }
  return Object.freeze(record) as Readonly<Omit<Shaped, "id">>;
}

function fieldFromFile(field: AnyField, value: unknown, path: string, problems: FileProblems): unknown {
  switch (field.kind) {
    case "text": {
      if (value === undefined) return "";
      if (typeof value === "string" && value.length <= field.most) return value;
      problems.add(path, `This must be text of at most ${field.most} characters.`);
      return "";
    }
    case "value": {
      if (value === undefined) return field.fallback;
      const parsed = field.parse(value);
      // What stands in for a value that was lost, as for the mission of a card, is written as it is read.
      if (parsed === undefined && !sameJson(value, field.fallback))
        problems.add(path, "This is not a value that the field can have; see docs/plan-file.md.");
      return parsed ?? field.fallback;
    }
    case "entries":
      return value === undefined ? Object.freeze([]) : entriesFromFile(field, value, path, problems);
  }
}

function entriesFromFile(
  field: EntriesField<unknown>,
  value: unknown,
  path: string,
  problems: FileProblems,
): readonly unknown[] {
  if (!Array.isArray(value)) {
    problems.add(path, "This must be a list.");
    return Object.freeze([]);
  }
  const entries = new Map<string, unknown>();
  for (const [index, listed] of value.entries()) {
    const id: unknown = isPlainObject(listed) ? listed["id"] : undefined;
    const entry = typeof id === "string" ? field.parse(id, listed) : undefined;
    if (typeof id !== "string" || entry === undefined) {
      problems.add(`${path}[${index}]`, "This entry is malformed; see docs/plan-file.md.");
    } else if (entries.has(id)) problems.add(`${path}[${index}].id`, "Another entry of this list has the same id.");
    else entries.set(id, entry);
  }
  return Object.freeze([...entries.values()].sort(field.compare));
}
