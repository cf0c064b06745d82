import * as Y from "yjs";

import { cutText } from "../model/cutText.ts";
import type { AnyField, EntriesField, RecordShape, TextField } from "../model/field.ts";
import type { ReadProblem } from "../model/planRecords.ts";
import type { UntypedMap } from "./typedMap.ts";

export type Report = (field: string, reason: ReadProblem["reason"]) => void;

/** Reads every field of a record, whatever lies there: a bad field falls back and is reported. Frozen. */
export function readFields<Shaped>(
  shape: RecordShape<Shaped>,
  map: UntypedMap,
  report: Report,
): Readonly<Omit<Shaped, "id">> {
  const fields: Record<string, unknown> = {};
  for (const [key, field] of fieldsOf(shape)) fields[key] = readField(field, map.get(key), key, report);
  return Object.freeze(fields) as Readonly<Omit<Shaped, "id">>;
}

const fieldsByShape = new WeakMap<object, readonly (readonly [string, AnyField])[]>();

/** Listed once for each shape: a plan has thousands of records of it. */
function fieldsOf<Shaped>(shape: RecordShape<Shaped>): readonly (readonly [string, AnyField])[] {
  let fields = fieldsByShape.get(shape);
  if (!fields) fieldsByShape.set(shape, (fields = Object.entries(shape as Readonly<Record<string, AnyField>>)));
  return fields;
}

function readField(field: AnyField, stored: unknown, key: string, report: Report): unknown {
  switch (field.kind) {
    case "text":
      return readText(field, stored, (reason) => report(key, reason));
    case "entries":
      return readEntries(field, stored, (reason) => report(key, reason));
    case "value": {
      if (stored === undefined) {
        if (!field.optional) report(key, "missing");
        return field.fallback;
      }
      const value = field.parse(stored);
      if (value === undefined) report(key, "malformed");
      return value === undefined ? field.fallback : value;
    }
  }
}

function readText(field: TextField, stored: unknown, report: (reason: ReadProblem["reason"]) => void): string {
  if (stored instanceof Y.Text) {
    const content = stored.toString();
    if (content.length > field.most) report("malformed");
    return cutText(content, field.most);
  }
  report(stored === undefined ? "missing" : "malformed");
  return typeof stored === "string" ? cutText(stored, field.most) : "";
}

function readEntries(
  field: EntriesField<unknown>,
  stored: unknown,
  report: (reason: ReadProblem["reason"]) => void,
): readonly unknown[] {
  if (!(stored instanceof Y.Map)) {
    report(stored === undefined ? "missing" : "malformed");
    return Object.freeze([]);
  }
  const entries: unknown[] = [];
  for (const [id, value] of (stored as UntypedMap).entries()) {
    const entry = field.parse(id, value);
    if (entry === undefined) report("malformed");
    else entries.push(entry);
  }
  return Object.freeze(entries.sort(field.compare));
}
