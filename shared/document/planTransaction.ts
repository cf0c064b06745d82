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
import { lastWrite, nestedMap, nestedText, newMap, newText, replaceText } from "./typedMap.ts";
import type { UntypedMap } from "./typedMap.ts";

/** Where a field lies: a record of a collection, or the plan itself. */
export interface FieldAddress {
  readonly root: Collection | "plan";
  /** "" for the plan. */
  readonly id: string;
  readonly field: string;
}

/** One thing that a transaction did, with what is needed to take it back while it is still mine. */
export type Step =
  | { readonly kind: "added"; readonly root: Collection; readonly id: string }
  | { readonly kind: "set"; readonly at: FieldAddress; readonly before: unknown; readonly write: string }
  | {
      readonly kind: "entry";
      readonly at: FieldAddress;
      readonly key: string;
      readonly before: unknown;
      readonly write: string;
    }
  | { readonly kind: "text"; readonly at: FieldAddress; readonly before: string; readonly after: string }
  | { readonly kind: "checkIn"; readonly id: CheckInId }
  | { readonly kind: "withdrawal"; readonly id: CheckInId };

type Fields<Name extends Collection> = Omit<CollectionRecords[Name], "id">;

/** What can be written inside one transaction. Every write is remembered as a step. */
export class PlanTransaction {
  readonly #document: PlanDocument;
  readonly steps: Step[] = [];

  constructor(document: PlanDocument) {
    this.#document = document;
  }

  /** Creates a record with every field in place, so that no two clients ever create a nested type of it. */
  add<Name extends Collection>(root: Name, id: CollectionIds[Name], fields: Fields<Name>): void {
    const shape = collectionShapes[root] as Readonly<Record<string, AnyField>>;
    const given = fields as Readonly<Record<string, unknown>>;
    const entries = Object.entries(shape).map(([key, field]) => [key, storedValue(field, given[key])] as const);
    this.#document.roots[root].set(id, newMap(entries));
    this.steps.push({ kind: "added", root, id });
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
    const before = record.get(at.field);
    record.set(at.field, value);
    this.steps.push({ kind: "set", at, before, write: lastWrite(record, at.field) });
  }

  /** Sets or, with undefined, removes one entry of a nested map of values. */
  setEntry(at: FieldAddress, key: string, value: unknown): void {
    const record = this.#record(at);
    const entries = record && nestedMap(record, at.field);
    if (!entries) return;
    const before = entries.get(key);
    if (value === undefined) entries.delete(key);
    else entries.set(key, value);
    this.steps.push({ kind: "entry", at, key, before, write: lastWrite(entries, key) });
  }

  /** Gives a shared text new content by changing only what differs. */
  setText(at: FieldAddress, after: string): void {
    const record = this.#record(at);
    const shared = record && nestedText(record, at.field);
    if (!shared) return;
    const before = shared.toString();
    replaceText(shared, after);
    this.steps.push({ kind: "text", at, before, after });
  }

  addCheckIn(checkIn: RecordedCheckIn): void {
    this.#document.roots.checkIns.set(checkIn.id, storeCheckIn(checkIn));
    this.steps.push({ kind: "checkIn", id: checkIn.id });
  }

  addWithdrawal(withdrawal: Withdrawal): void {
    this.#document.roots.checkIns.set(withdrawal.id, storeWithdrawal(withdrawal));
    this.steps.push({ kind: "withdrawal", id: withdrawal.id });
  }

  #record({ root, id }: FieldAddress): UntypedMap | undefined {
    return root === "plan" ? this.#document.roots.plan : nestedMap(this.#document.roots[root], id);
  }
}

/** Whether the value that a `set`, `entry` or `text` step wrote is still there, written by nobody else since. */
export function isStillMine(document: PlanDocument, step: Extract<Step, { kind: "set" | "entry" | "text" }>): boolean {
  const { root, id, field } = step.at;
  const record = root === "plan" ? document.roots.plan : nestedMap(document.roots[root], id);
  if (!record) return false;
  switch (step.kind) {
    case "set":
      return lastWrite(record, field) === step.write;
    case "entry": {
      const entries = nestedMap(record, field);
      return entries !== undefined && lastWrite(entries, step.key) === step.write;
    }
    case "text":
      return nestedText(record, field)?.toString() === step.after;
  }
}

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

/** Fills the `plan` root of an empty document. Only the server does so, once per plan. */
export function createPlanRoot(document: PlanDocument, plan: Plan): void {
  for (const [key, field] of Object.entries(planShape as Readonly<Record<string, AnyField>>)) {
    document.roots.plan.set(key, storedValue(field, plan[key as keyof Plan]));
  }
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
