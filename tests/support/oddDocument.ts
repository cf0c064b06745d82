import fc from "fast-check";
import * as Y from "yjs";

import { newYDoc, planDocument, ROOT_NAMES } from "#shared/document/planDocument.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import { isPlainObject } from "#shared/model/json.ts";
import { limits } from "#shared/model/limits.ts";
import { STATUSES } from "#shared/model/status.ts";

const FIELDS = [
  ...["title", "purpose", "statement", "notes", "placement", "links", "created", "archived", "cadenceDays", "due"],
  ...["schemaVersion", "ownerId", "name", "mergedInto", "objectiveId", "measure", "at", "by", "status", "progress"],
  ...["values", "after", "of", "note", "missionId", "sortKey", "kind", "unit", "start", "target", "url", "__proto__"],
];
/** Text that is too long for a title or a line, in characters of two code units: wherever it is cut, it may be cut in half. */
const LONG = ["", "x"].map((first) => first + "🙂".repeat(limits.noteLength / 2 + 1));
const IDS = ["a", "b", "c", "0", "__proto__", "constructor", "", "a b", "x".repeat(65), "🙂"];

const id = fc.constantFrom(...IDS);
const field = fc.constantFrom(...FIELDS);
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", maxDepth: 4 },
    id,
    fc.constantFrom("2020-02-29", "onTrack", "percent", "V00000", "000", "https://x.example", "javascript:x"),
    fc.constantFrom(0, -0, 1, 50, 1e308, -1e16, 8.64e15, Number.NaN, Infinity, 2 ** 53, 0.1),
    fc.constantFrom(null, undefined, true, 10n, new Uint8Array([1])),
    fc.string(),
    fc.constantFrom(...LONG),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(field, id), tie("value"), { maxKeys: 5, noNullPrototype: true }).map(encodable),
    stampLike(tie("value")),
  ),
})).value;

/** Bytes as prototype cannot be encoded again, so the server's gate keeps such a value out. */
function encodable(entries: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const own = Object.getOwnPropertyDescriptor(entries, "__proto__");
  return own?.value instanceof Uint8Array ? {} : entries;
}

/** Something that is nearly a placement, a measure or a check-in. */
function stampLike(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.record(
    {
      at: fc.oneof(fc.integer(), value),
      by: fc.oneof(id, value),
      missionId: fc.oneof(id, value),
      sortKey: fc.oneof(fc.constantFrom("V", "V0", "a".repeat(5_000), "é"), value),
      objectiveId: fc.oneof(id, value),
      status: fc.oneof(fc.constantFrom(...STATUSES), value),
      progress: fc.oneof(fc.integer({ min: -1, max: 101 }), value),
      values: fc.oneof(
        fc.dictionary(id, fc.oneof(fc.integer(), value), { noNullPrototype: true }).map(encodable),
        value,
      ),
      after: fc.oneof(fc.array(id), value),
      of: fc.oneof(id, fc.constant(undefined)),
    },
    { requiredKeys: ["at", "by"], noNullPrototype: true },
  );
}

type Node =
  | { readonly kind: "plain"; readonly value: unknown }
  | { readonly kind: "text" | "xml"; readonly content: string }
  | { readonly kind: "map"; readonly entries: readonly (readonly [string, Node])[] }
  | { readonly kind: "array"; readonly items: readonly Node[] };

const node: fc.Arbitrary<Node> = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    fc.record({ kind: fc.constant("plain"), value: plain }) as fc.Arbitrary<Node>,
    fc.record({
      kind: fc.constantFrom("text", "xml"),
      content: fc.oneof(fc.string(), fc.constantFrom(...LONG)),
    }) as fc.Arbitrary<Node>,
    fc.record({
      kind: fc.constant("map"),
      entries: fc.array(fc.tuple(fc.oneof(field, id), tie("node")), { maxLength: 8 }),
    }) as fc.Arbitrary<Node>,
    fc.record({ kind: fc.constant("array"), items: fc.array(tie("node"), { maxLength: 3 }) }) as fc.Arbitrary<Node>,
  ),
})).node;

/** One write to a root: anything anywhere. */
export type OddWrite = (document: PlanDocument) => void;

/** Writes that no command would make. */
export const oddWrites: fc.Arbitrary<readonly OddWrite[]> = fc
  .array(
    fc.record({
      root: fc.constantFrom(...ROOT_NAMES),
      key: fc.oneof(id, field),
      node: fc.oneof(
        node,
        fc.record({
          kind: fc.constant("map"),
          entries: fc.array(fc.tuple(field, node), { maxLength: 8 }),
        }) as fc.Arbitrary<Node>,
      ),
    }),
    { maxLength: 25 },
  )
  .map((writes) =>
    writes.map(
      (write): OddWrite =>
        ({ doc, roots }) =>
          doc.transact(() => roots[write.root].set(write.key, build(write.node))),
    ),
  );

/** As it comes out of storage: what an update cannot carry has become something else. */
export function stored(document: PlanDocument): PlanDocument {
  const copy = planDocument(newYDoc());
  Y.applyUpdate(copy.doc, Y.encodeStateAsUpdate(document.doc));
  return copy;
}

function build(made: Node): unknown {
  switch (made.kind) {
    case "plain":
      // Yjs takes such an object for a class instance and throws; deeper inside it takes it.
      return isPlainObject(made.value) && Object.hasOwn(made.value, "constructor") ? [made.value] : made.value;
    case "text":
      return new Y.Text(made.content);
    case "xml":
      return new Y.XmlText(made.content);
    case "map":
      return new Y.Map(made.entries.map(([key, value]) => [key, build(value)]));
    case "array":
      return arrayOf(made.items);
  }
}

function arrayOf(items: readonly Node[]): Y.Array<unknown> {
  const array = new Y.Array<unknown>();
  // As above: some plain values may lie inside a list of plain values only.
  array.push(items.map((item) => (item.kind === "plain" ? [item.value] : build(item))));
  return array;
}
