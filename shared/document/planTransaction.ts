// Stop 5 of the way of one drag: the only writer of plan documents.
import type { AnyField } from "../model/field.ts";
import type { CheckInId } from "../model/id.ts";
import type { RecordedCheckIn, Withdrawal } from "../model/checkIn.ts";
import { storeCheckIn, storeWithdrawal } from "../model/checkIn.ts";
import type { Plan } from "../model/plan.ts";
import { planShape } from "../model/plan.ts";
import type { PlanOrigin } from "./origin.ts";
import { collectionShapes } from "./planDocument.ts";
import type { Collection, CollectionIds, CollectionRecords, PlanDocument } from "./planDocument.ts";
import { editBy, takeBackEdit } from "./textEdit.ts";
import type { TextEdit } from "./textEdit.ts";
import { lastWrite, nestedMap, nestedText, newMap, newText, replaceText } from "./typedMap.ts";
import type { UntypedMap } from "./typedMap.ts";

/** Where a field lies: a record of a collection, or the plan itself. */
export interface FieldAddress {
  readonly root: Collection | "plan";
  /** "" for the plan. */
  readonly id: string;
  readonly field: string;
}

/**
 * One thing that a transaction did, with what is needed to take it back while it is still mine. `write` and
 * `formerWrite` name the write that the value now there, and the one before, came from (see lastWrite).
 */
export type Step = AddedStep | SetStep | EntryStep | TextStep | CheckInStep;

export interface AddedStep {
  readonly kind: "added";
  readonly root: Collection;
  readonly id: string;
  /** The write of its `archived`: undo of an add is to archive. */
  readonly write: string;
}

export interface SetStep {
  readonly kind: "set";
  readonly at: FieldAddress;
  readonly before: unknown;
  readonly after: unknown;
  readonly formerWrite: string;
  readonly write: string;
}

export interface EntryStep {
  readonly kind: "entry";
  readonly at: FieldAddress;
  readonly key: string;
  readonly before: unknown;
  readonly formerWrite: string;
  readonly write: string;
}

export interface TextStep {
  readonly kind: "text";
  readonly at: FieldAddress;
  readonly before: string;
  readonly after: string;
  /** What of that is one's own. */
  readonly edit: TextEdit;
}

interface CheckInStep {
  readonly kind: "checkIn" | "withdrawal";
  readonly id: CheckInId;
}

type Fields<Name extends Collection> = Omit<CollectionRecords[Name], "id">;

/** What can be written inside one transaction. Every write is remembered as a step. */
export class PlanTransaction {
  readonly #document: PlanDocument;
  readonly steps: Step[] = [];
  #bytes = 0;

  constructor(document: PlanDocument) {
    this.#document = document;
  }

  /** No less than what this transaction will take on the wire. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Creates a record with every field in place, so that no two clients ever create a nested type of it. */
  add<Name extends Collection>(root: Name, id: CollectionIds[Name], fields: Fields<Name>): void {
    const shape = collectionShapes[root] as Readonly<Record<string, AnyField>>;
    const given = fields as Readonly<Record<string, unknown>>;
    const entries = Object.entries(shape).map(([key, field]) => [key, storedValue(field, given[key])] as const);
    const record = newMap(entries);
    this.#document.roots[root].set(id, record);
    this.#bytes += WRITE_BYTES * entries.length + jsonBytes(fields);
    this.steps.push({ kind: "added", root, id, write: lastWrite(record, "archived") });
  }

  /** Sets one plain field of a record. A record that is not there is left alone. */
  set<Name extends Collection, Key extends keyof Fields<Name> & string>(
    root: Name,
    id: CollectionIds[Name],
    field: Key,
    value: Fields<Name>[Key],
  ): void {
    this.setAt({ root, id, field }, value);
  }

  setPlan<Key extends keyof Plan & string>(field: Key, value: Plan[Key]): void {
    this.setAt({ root: "plan", id: "", field }, value);
  }

  /** As `set`, for undo, which has the address and the value from a step. */
  setAt(at: FieldAddress, value: unknown): void {
    const record = this.#record(at);
    if (!record) return;
    const before = record.get(at.field) ?? valueWhenMissing(at);
    const formerWrite = lastWrite(record, at.field);
    this.#put(record, at.field, value);
    this.steps.push({ kind: "set", at, before, after: value, formerWrite, write: lastWrite(record, at.field) });
  }

  /** Sets or, with undefined, removes one entry of a nested map of values. */
  setEntry(at: FieldAddress, key: string, value: unknown): void {
    const record = this.#record(at);
    const entries = record && nestedMap(record, at.field);
    if (!entries) return;
    const before = entries.get(key);
    const formerWrite = lastWrite(entries, key);
    this.#put(entries, key, value);
    this.steps.push({ kind: "entry", at, key, before, formerWrite, write: lastWrite(entries, key) });
  }

  /** Gives a shared text new content by changing only what differs. */
  setText(at: FieldAddress, after: string): void {
    this.#editText(at, (shared) => editBy(shared, () => replaceText(shared, after)));
  }

  /** Takes back what was done to a shared text, wherever that lies now. */
  takeBackText({ at, edit }: TextStep): void {
    this.#editText(at, (shared) => takeBackEdit(shared, edit));
  }

  addCheckIn(checkIn: RecordedCheckIn): void {
    this.#put(this.#document.roots.checkIns, checkIn.id, storeCheckIn(checkIn));
    this.steps.push({ kind: "checkIn", id: checkIn.id });
  }

  addWithdrawal(withdrawal: Withdrawal): void {
    this.#put(this.#document.roots.checkIns, withdrawal.id, storeWithdrawal(withdrawal));
    this.steps.push({ kind: "withdrawal", id: withdrawal.id });
  }

  #editText(at: FieldAddress, write: (shared: SharedText) => TextEdit): void {
    const shared = textAt(this.#document, at);
    if (!shared) return;
    const before = shared.toString();
    const edit = write(shared);
    const after = shared.toString();
    this.#bytes += WRITE_BYTES + jsonBytes(after);
    this.steps.push({ kind: "text", at, before, after, edit });
  }

  #put(map: UntypedMap, key: string, value: unknown): void {
    if (value === undefined) map.delete(key);
    else map.set(key, value);
    this.#bytes += WRITE_BYTES + jsonBytes(value);
  }

  #record(at: FieldAddress): UntypedMap | undefined {
    return recordAt(this.#document, at);
  }
}

export function recordAt({ roots }: PlanDocument, { root, id }: FieldAddress): UntypedMap | undefined {
  return root === "plan" ? roots.plan : nestedMap(roots[root], id);
}

export function textAt(document: PlanDocument, at: FieldAddress): SharedText | undefined {
  const record = recordAt(document, at);
  return record && nestedText(record, at.field);
}

type SharedText = NonNullable<ReturnType<typeof nestedText>>;

/** Runs `body` in one Yjs transaction and gives the steps it took. */
export function transactPlan(
  document: PlanDocument,
  origin: PlanOrigin,
  body: (transaction: PlanTransaction) => void,
): readonly Step[] {
  const transaction = new PlanTransaction(document);
  document.doc.transact(() => body(transaction), origin);
  return transaction.steps;
}

/** Puts every field of the `plan` root in place that is not there yet. Only the server does so, once per plan. */
export function createPlanRoot(document: PlanDocument, plan: Plan): void {
  const root = document.roots.plan;
  for (const [key, field] of Object.entries<AnyField>(planShape)) {
    if (root.get(key) === undefined) root.set(key, storedValue(field, plan[key as keyof Plan]));
  }
}

/** What Yjs adds to a value: ids, origin, parent and key, and the deletion of the value before. */
const WRITE_BYTES = 160;

/** Bytes in UTF-8, counting three for every code unit that is not ASCII. */
function jsonBytes(value: unknown): number {
  const json = JSON.stringify(value) ?? "";
  return json.length + 2 * json.replace(/[\0-\x7f]/gu, "").length;
}

/** Optional fields may be missing and are null then. Of any other it is not known what it was. */
function valueWhenMissing({ root, field }: FieldAddress): null | undefined {
  const shape: Readonly<Record<string, AnyField>> = root === "plan" ? planShape : collectionShapes[root];
  const known = shape[field];
  return known?.kind === "value" && known.optional ? null : undefined;
}

function storedValue(field: AnyField, value: unknown): unknown {
  switch (field.kind) {
    case "text":
      return newText(String(value));
    case "entries":
      return newMap((value as readonly { readonly id: string }[]).map((entry) => [entry.id, field.store(entry)]));
    case "value":
      return value;
  }
}
