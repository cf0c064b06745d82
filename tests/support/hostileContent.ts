import * as Y from "yjs";

import { COLLECTIONS, collectionShapes, planDocument } from "#shared/document/planDocument.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import type { AnyField } from "#shared/model/field.ts";
import { planShape } from "#shared/model/plan.ts";

/** What sets this in a page has run as a script. */
const HARM = "globalThis.harmed=1";

/** Text that breaks out of whatever it is put into without care. */
const TEXTS = [
  `<script>${HARM}</script>`,
  `<img src=x onerror="${HARM}">`,
  `"><svg onload=${HARM}>`,
  `[click](javascript:${HARM})`,
  `![x](javascript:${HARM})`,
  `javascript:${HARM}`,
  `\${${HARM}}{{${HARM}}}`,
  "=cmd|'/c calc'!A1",
  "__proto__",
  "constructor",
  "\u0000\u0007\u001b[31m\u202eright to left\u2066",
  "\u0300".repeat(200),
  "🙂".repeat(150),
  "\ud83d cut in half",
  "x".repeat(30_000),
  "",
] as const;

/** The last moment a date can be at: 13 September 275760. */
const LAST_MOMENT = 8.64e15;

const VALUES: readonly unknown[] = [
  ...TEXTS,
  ...[null, true, false, [], {}, [[]], ["a"], -0, -1, 0.1, 1e308, -1e308, 2 ** 53, 2 ** 53 + 2],
  ...[Number.NaN, Infinity, LAST_MOMENT, LAST_MOMENT + 1, -LAST_MOMENT],
  { at: LAST_MOMENT, by: "constructor" },
  { at: -LAST_MOMENT, by: null, missionId: "services", sortKey: "zzzzzz" },
  { at: 1e308, by: {}, missionId: "__proto__", sortKey: "constructor" },
  { missionId: "services", sortKey: "V".repeat(4_000), at: 0, by: null },
  { missionId: "services", sortKey: "000", at: 0, by: null },
  { kind: "percent", unit: TEXTS[0], start: 1e308, target: -1e308 },
  { kind: "number", unit: "", start: 0, target: 0 },
  { toString: 1, valueOf: 2, length: -1, toJSON: 3 },
  "275760-09-13",
  "0000-00-00",
];

const ODD_KEYS = ["__proto__", "constructor", "hasOwnProperty", "", " ", "a b", "<b>", "🙂", "x".repeat(256)];

/**
 * Writes into every field of every kind of record whatever an update can carry, each in a record of its own, and puts
 * other things in the place of whole records. The mission
 * `services` and its card `laptops`, the first of all, are as they should be.
 *
 * @param every 3: only every third of it, and of missions every ninth
 */
function writeHostileContent(document: PlanDocument, every = 1): void {
  const { doc, roots } = document;
  doc.transact(() => {
    const first = { sortKey: "0001", by: null, at: 0 };
    roots.missions.set("services", recordOf("missions", { placement: first }));
    const laptops = { title: new Y.Text("Refresh laptops"), placement: { ...first, missionId: "services" } };
    roots.objectives.set("laptops", recordOf("objectives", laptops));
    for (const name of COLLECTIONS) {
      const step = name === "missions" && every > 1 ? every * 3 : every;
      for (const field of Object.keys(collectionShapes[name])) {
        for (let at = 0; at < VALUES.length; at += step) {
          roots[name].set(`${name}-${field}-${at}`, recordOf(name, { [field]: VALUES[at] }));
        }
        for (let at = 0; at < TEXTS.length; at += step) {
          roots[name].set(`${name}-${field}-text-${at}`, recordOf(name, { [field]: new Y.Text(TEXTS[at]) }));
        }
      }
      for (const key of ODD_KEYS) roots[name].set(key, recordOf(name, {}));
      for (const [at, value] of [...VALUES, new Y.Text("not a record"), new Y.Map()].entries()) {
        roots[name].set(`instead-${at}`, value);
      }
    }
    writeCheckIns(document);
    for (const field of Object.keys(planShape).filter((key) => key !== "schemaVersion"))
      roots.plan.set(field, TEXTS[0]);
    for (const key of ODD_KEYS) roots.plan.set(key, 1);
  });
}

function writeCheckIns({ roots }: PlanDocument): void {
  const heads = Array.from({ length: 5_000 }, (_, at) => `head-${at}`);
  const values = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`kr-${at}`, 1e308]));
  const said = { objectiveId: "laptops", at: 0, by: "people-name-0", status: "onTrack", note: "" };
  roots.checkIns.set("many-heads", { ...said, after: heads });
  roots.checkIns.set("many-values", { ...said, values });
  roots.checkIns.set("itself", { ...said, after: ["itself"] });
  roots.checkIns.set("one", { ...said, after: ["other"] });
  roots.checkIns.set("other", { ...said, after: ["one"] });
  roots.checkIns.set("takes-back-itself", { of: "takes-back-itself", at: 0, by: "a" });
  for (const field of ["objectiveId", "at", "by", "status", "progress", "values", "note", "after", "of"]) {
    for (const [at, value] of VALUES.entries()) roots.checkIns.set(`${field}-${at}`, { ...said, [field]: value });
  }
  for (const [at, value] of [...VALUES, new Y.Map(), new Y.Text("x")].entries())
    roots.checkIns.set(`instead-${at}`, value);
  for (const key of ODD_KEYS) roots.checkIns.set(key, said);
}

/** A record as it should be, but for some fields. */
function recordOf(name: (typeof COLLECTIONS)[number], odd: Readonly<Record<string, unknown>>): Y.Map<unknown> {
  const usual: Readonly<Record<string, unknown>> = {
    placement:
      name === "missions"
        ? { sortKey: "V", by: null, at: 0 }
        : { missionId: "services", sortKey: "V", by: null, at: 0 },
    created: { by: null, at: 0 },
    objectiveId: "laptops",
    measure: { kind: "number", unit: "people", start: 0, target: 21 },
    name: "Somebody",
  };
  const shape: Readonly<Record<string, AnyField>> = collectionShapes[name];
  const record = new Y.Map<unknown>();
  for (const [field, { kind }] of Object.entries(shape)) {
    const value = kind === "text" ? new Y.Text(field) : kind === "entries" ? new Y.Map() : usual[field];
    if (value !== undefined) record.set(field, value);
  }
  for (const [field, value] of Object.entries(odd)) record.set(field, value);
  return record;
}

/** What a client must send so that a document which has come to hold `state` holds all of that too. */
export function hostileUpdate(state: Uint8Array, every?: number): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const before = Y.encodeStateVector(doc);
  writeHostileContent(planDocument(doc), every);
  return Y.encodeStateAsUpdate(doc, before);
}
