/**
 * How one field of a record lies in the document and is read back.
 *
 * - `text`: a `Y.Text` that several people may type in at once.
 * - `value`: one plain JSON value that changes as a whole. `fallback` stands in for a missing or malformed one.
 * - `entries`: a nested map of plain JSON values by id, for small lists that two people may add to at once.
 */
type Field<T> = TextField | ValueField<T> | (T extends readonly (infer Entry)[] ? EntriesField<Entry> : never);

/** A field of any record, for code that treats them all alike. */
export type AnyField = TextField | ValueField<unknown> | EntriesField<unknown>;

export interface TextField {
  readonly kind: "text";
  readonly most: number;
}

export interface ValueField<T> {
  readonly kind: "value";
  readonly parse: (value: unknown) => T | undefined;
  readonly fallback: T;
  /** An optional field may be missing without being reported. */
  readonly optional: boolean;
}

export interface EntriesField<Entry> {
  readonly kind: "entries";
  // Methods, not properties: a field of links must also be usable where a field of any entries is.
  parse(id: string, value: unknown): Entry | undefined;
  /** The plain value to store for an entry; its id is the key. */
  store(entry: Entry): unknown;
  compare(a: Entry, b: Entry): number;
}

/** The fields of a record: one per property, except the id, which is the record's key. */
export type RecordShape<Shaped> = { readonly [Key in Exclude<keyof Shaped, "id">]-?: Field<Shaped[Key]> };

export function text(most: number): TextField {
  return { kind: "text", most };
}

export function required<T>(parse: (value: unknown) => T | undefined, fallback: T): ValueField<T> {
  return { kind: "value", parse, fallback, optional: false };
}

/** A field that is null until somebody sets it. */
export function optional<T>(parse: (value: unknown) => T | undefined): ValueField<T | null> {
  return {
    kind: "value",
    parse: (value) => (value === null || value === undefined ? null : parse(value)),
    fallback: null,
    optional: true,
  };
}
