// Stop 10 of the way of one drag: a transaction's touched records, read anew; all others keep their identity.
import type { Transaction, YEvent } from "yjs";

import type { RecordShape } from "../model/field.ts";
import { parseId } from "../model/id.ts";
import type { Plan } from "../model/plan.ts";
import { planShape } from "../model/plan.ts";
import type { PlanRecords, ReadProblem } from "../model/planRecords.ts";
import { CheckInIndex } from "./checkInIndex.ts";
import { groupMeasures } from "./groupMeasures.ts";
import { keepShown } from "./keepShown.ts";
import { COLLECTIONS, collectionShapes } from "./planDocument.ts";
import type { Collection, PlanDocument, RootName } from "./planDocument.ts";
import { readFields } from "./readRecord.ts";
import { asMap } from "./typedMap.ts";

type Problems = ReadProblem[];
type Listener = (records: PlanRecords, transaction: Transaction) => void;

/** Keeps `records` equal to the document. Reads the whole plan once, then only what a transaction touched. */
export class PlanProjection {
  readonly #document: PlanDocument;
  readonly #checkIns = new CheckInIndex();
  readonly #touched = new Map<RootName, Set<string>>();
  readonly #listeners = new Set<Listener>();
  readonly #stops: (() => void)[] = [];
  #records: PlanRecords;

  /** @param shown what a screen shows of the document already, if it does */
  constructor(document: PlanDocument, shown: PlanRecords | null = null) {
    this.#document = document;
    const read = readAll(document, this.#checkIns, []);
    this.#records = shown ? keepShown(read, shown) : read;
    this.#observe();
  }

  get records(): PlanRecords {
    return this.#records;
  }

  /** Calls back once per transaction that changed a record. Returns the function that ends it. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  destroy(): void {
    for (const stop of this.#stops) stop();
    this.#listeners.clear();
  }

  #observe(): void {
    const { doc, roots } = this.#document;
    for (const [name, root] of Object.entries(roots) as [RootName, PlanDocument["roots"][RootName]][]) {
      // oxlint-disable-next-line typescript/no-explicit-any -- Yjs types deep events of mixed children so
      const mark = (events: YEvent<any>[]): void => {
        for (const event of events) this.#mark(name, event);
      };
      root.observeDeep(mark);
      this.#stops.push(() => root.unobserveDeep(mark));
    }
    const flush = (transaction: Transaction): void => this.#flush(transaction);
    doc.on("afterTransaction", flush);
    this.#stops.push(() => doc.off("afterTransaction", flush));
  }

  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  #mark(name: RootName, event: YEvent<any>): void {
    let ids = this.#touched.get(name);
    if (!ids) this.#touched.set(name, (ids = new Set()));
    const [id] = event.path;
    if (id !== undefined) ids.add(String(id));
    else for (const key of event.keys.keys()) ids.add(key);
  }

  #flush(transaction: Transaction): void {
    if (this.#touched.size === 0) return;
    let next = this.#records;
    for (const [name, ids] of this.#touched) {
      if (name === "plan") next = { ...next, plan: readPlanFields(this.#document, []) };
      else if (name === "checkIns") next = this.#checkIns.update(next, this.#document.roots.checkIns, ids, []);
      else next = readCollection(next, this.#document, name, ids, []);
    }
    this.#touched.clear();
    this.#records = Object.freeze(next);
    for (const listener of this.#listeners) listener(this.#records, transaction);
  }
}

/** Reads a whole plan once. Any document gives valid records; what had to be replaced is in `problems`. */
export function readPlan(document: PlanDocument): { records: PlanRecords; problems: readonly ReadProblem[] } {
  const problems: Problems = [];
  return { records: readAll(document, new CheckInIndex(), problems), problems };
}

/**
 * Records with a page laid over them: a document that holds only what was added, and that is not in the plan's document
 * yet. What the records have themselves already is left as it is, and every record that the page does not concern keeps
 * its identity.
 */
export function layOver(records: PlanRecords, page: PlanDocument): PlanRecords {
  let laid = records;
  for (const name of COLLECTIONS) {
    const added = [...page.roots[name].keys()].filter((key) => !has(records[name], key));
    if (added.length > 0) laid = readCollection(laid, page, name, added, []);
  }
  const { checkIns, withdrawals } = records;
  const said = [...page.roots.checkIns.keys()].filter((key) => !has(checkIns, key) && !has(withdrawals, key));
  if (said.length > 0) laid = new CheckInIndex().update(laid, page.roots.checkIns, said, []);
  return Object.freeze(laid);
}

function has(records: ReadonlyMap<string, unknown>, key: string): boolean {
  return records.has(key);
}

function readAll(document: PlanDocument, checkIns: CheckInIndex, problems: Problems): PlanRecords {
  let records: PlanRecords = {
    plan: readPlanFields(document, problems),
    missions: new Map(),
    objectives: new Map(),
    keyResults: new Map(),
    checkIns: new Map(),
    withdrawals: new Map(),
    people: new Map(),
    histories: new Map(),
    measures: new Map(),
  };
  for (const name of COLLECTIONS) records = readWholeCollection(records, document, name, problems);
  records = checkIns.readAll(records, document.roots.checkIns, problems);
  return Object.freeze(records);
}

function readPlanFields(document: PlanDocument, problems: Problems): Plan {
  return readFields<Plan>(planShape, document.roots.plan, (field, reason) =>
    problems.push({ root: "plan", id: "", field, reason }),
  );
}

/** Into records that have none of it yet: of thousands nothing is looked up by its key. */
function readWholeCollection(
  records: PlanRecords,
  document: PlanDocument,
  name: Collection,
  problems: Problems,
): PlanRecords {
  const read = new Map<string, unknown>();
  document.roots[name].forEach((value, key) => {
    const record = readOne(name, key, value, problems);
    if (record !== undefined) read.set(key, record);
  });
  return withCollection(records, name, read);
}

function readCollection(
  records: PlanRecords,
  document: PlanDocument,
  name: Collection,
  keys: Iterable<string>,
  problems: Problems,
): PlanRecords {
  const after = new Map<string, unknown>(records[name]);
  const root = document.roots[name];
  for (const key of keys) {
    const record = root.has(key) ? readOne(name, key, root.get(key), problems) : undefined;
    if (record === undefined) after.delete(key);
    else after.set(key, record);
  }
  return withCollection(records, name, after);
}

function withCollection(records: PlanRecords, name: Collection, read: ReadonlyMap<string, unknown>): PlanRecords {
  const next: PlanRecords = { ...records, [name]: read };
  return name === "keyResults" ? { ...next, measures: groupMeasures(records.measures, next.keyResults) } : next;
}

function readOne(name: Collection, key: string, value: unknown, problems: Problems): unknown {
  const id = parseId(key);
  const map = asMap(value);
  if (id === undefined || map === undefined) {
    problems.push({ root: name, id: key, field: "", reason: id === undefined ? "badId" : "notARecord" });
    return undefined;
  }
  const fields = readFields(collectionShapes[name] as RecordShape<{ readonly id: string }>, map, (field, reason) =>
    problems.push({ root: name, id: key, field, reason }),
  );
  return Object.freeze({ id, ...fields });
}
