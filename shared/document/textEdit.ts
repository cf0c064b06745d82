import * as Y from "yjs";

/**
 * Letters that lie, or have lain, in a shared text: as Yjs names them, the first of them by `clock`. These names stay
 * theirs wherever the letters go, and when they are removed.
 */
interface Letters {
  readonly client: number;
  readonly clock: number;
  readonly text: string;
}

/** What somebody has put into a text and taken out of it, letter by letter. */
export interface TextEdit {
  readonly inserted: readonly Letters[];
  readonly removed: readonly Letters[];
}

export const NO_EDIT: TextEdit = { inserted: [], removed: [] };

/** What a transaction has done to a text. To be asked in its observer: later the removed letters are gone. */
export function editOf(text: Y.Text, event: Y.YTextEvent): TextEdit {
  const items = itemsOf(text).filter((item) => event.adds(item) !== event.deletes(item));
  return {
    inserted: items.filter((item) => event.adds(item)).flatMap(lettersOf),
    removed: items.filter((item) => event.deletes(item)).flatMap(lettersOf),
  };
}

/** What `write` does to a text. */
export function editBy(text: Y.Text, write: () => void): TextEdit {
  const before = presentLetters(text);
  write();
  const after = presentLetters(text);
  return { inserted: without(after, before), removed: without(before, after) };
}

/** Two edits as one, the first of which was done first: what the second has removed of the first's never was. */
export function bothEdits(first: TextEdit, second: TextEdit): TextEdit {
  return {
    inserted: joined([...without(first.inserted, second.removed), ...second.inserted]),
    removed: joined([...first.removed, ...without(second.removed, first.inserted)]),
  };
}

/** Whether any of it can be taken back: letters that still stand there, or that only this edit has removed. */
export function canTakeBack(text: Y.Text, edit: TextEdit): boolean {
  const { standing, gone } = whatIsLeft(text, edit);
  return standing.length > 0 || gone.length > 0;
}

/**
 * Removes what an edit has put in, and puts what it has removed where that was; what others have written or removed
 * stays so. Only within a transaction of the text's document.
 *
 * @returns what was done, to be taken back itself
 */
export function takeBackEdit(text: Y.Text, edit: TextEdit): TextEdit {
  const { doc } = text;
  const { standing, gone } = whatIsLeft(text, edit);
  if (!doc) return NO_EDIT;
  return Y.transact(doc, (transaction) => {
    for (const letters of standing) itemOf(transaction, letters).delete(transaction);
    const inserted = gone.map((letters) => putBack(transaction, text, letters));
    // Yjs remembers where in a text it was last, which may be elsewhere now.
    if (text._searchMarker) text._searchMarker.length = 0;
    return { inserted, removed: standing };
  });
}

interface Left {
  /** Put in, and still there. */
  readonly standing: readonly Letters[];
  /** Removed, and not there again. */
  readonly gone: readonly Letters[];
}

function whatIsLeft(text: Y.Text, { inserted, removed }: TextEdit): Left {
  const [added, taken] = [nowOf(text, inserted), nowOf(text, removed)];
  // What was removed and brought back in the same edit is as it was.
  return {
    standing: without(added.present, [...taken.present, ...taken.removed]),
    gone: without(taken.removed, [...added.present, ...added.removed]),
  };
}

interface Now {
  readonly present: readonly Letters[];
  readonly removed: readonly Letters[];
}

/** Letters by the names that they have now: each time that they are brought back they get new ones. */
function nowOf(text: Y.Text, all: readonly Letters[]): Now {
  const names = newNames.get(text) ?? [];
  const present: Letters[] = [];
  const removed: Letters[] = [];
  const open = [...all];
  for (let next = open.pop(); next; next = open.pop()) {
    const item = text.doc && itemAt(text.doc, next);
    if (!item) continue;
    const here = slice(next, 0, sameFrom(next, item, names) - next.clock);
    if (here.text.length < next.text.length) open.push(slice(next, here.text.length));
    const name = nameNow(here, item, names);
    if (name) open.push({ ...name, text: here.text });
    else (item.deleted ? removed : present).push(here);
  }
  return { present, removed };
}

interface NewName extends Omit<Letters, "text"> {
  readonly was: Letters;
}

/**
 * Of letters that an undo or redo here has brought back. Yjs would have these names on its items, too, but then does not
 * join such items, and the same plan takes more room here than elsewhere.
 */
const newNames = new WeakMap<Y.Text, NewName[]>();

/** Up to where what holds of the first of these letters holds of those that follow. */
function sameFrom({ client, clock }: Letters, { id, length }: Y.Item, names: readonly NewName[]): number {
  const ends = names.flatMap(({ was }) => (was.client === client ? [was.clock, was.clock + was.text.length] : []));
  return ends.reduce((least, end) => (end > clock ? Math.min(least, end) : least), id.clock + length);
}

/** Undefined where they were not brought back: neither by an undo of the plan nor by one in a field. */
function nameNow(
  { client, clock }: Letters,
  item: Y.Item,
  names: readonly NewName[],
): Omit<Letters, "text"> | undefined {
  const name = names.find(
    ({ was }) => was.client === client && was.clock <= clock && clock < was.clock + was.text.length,
  );
  if (name) return { client: name.client, clock: name.clock + clock - name.was.clock };
  const { redone } = item;
  return redone ? { client: redone.client, clock: redone.clock + clock - item.id.clock } : undefined;
}

/** Where letters begin. Undefined in a document that does not have them, as one that has taken the place of another. */
function itemAt({ store }: Y.Doc, { client, clock }: Letters): Y.Item | undefined {
  if (Y.getState(store, client) <= clock) return undefined;
  const item: unknown = Y.getItem(store, Y.createID(client, clock));
  return item instanceof Y.Item ? item : undefined;
}

/** As Y.UndoManager does it: beside what is left of them, so that their order is kept whatever comes back first. */
function putBack(transaction: Y.Transaction, text: Y.Text, letters: Letters): Letters {
  const { clientID, store } = transaction.doc;
  const right = itemOf(transaction, letters);
  const { left } = right;
  const id = Y.createID(clientID, Y.getState(store, clientID));
  const content = new Y.ContentString(letters.text);
  const item = new Y.Item(id, left, left && left.lastId, right, right.id, text, null, content);
  item.integrate(transaction, 0);
  const name = { client: id.client, clock: id.clock };
  newNames.set(text, [...(newNames.get(text) ?? []), { ...name, was: letters }]);
  return { ...name, text: letters.text };
}

/** The item of exactly these letters. */
function itemOf(transaction: Y.Transaction, { client, clock, text }: Letters): Y.Item {
  Y.getItemCleanStart(transaction, Y.createID(client, clock));
  return Y.getItemCleanEnd(transaction, transaction.doc.store, Y.createID(client, clock + text.length - 1));
}

function presentLetters(text: Y.Text): readonly Letters[] {
  return itemsOf(text).flatMap((item) => (item.deleted ? [] : lettersOf(item)));
}

function itemsOf(text: Y.Text): readonly Y.Item[] {
  return Y.getTypeChildren(text);
}

function lettersOf({ id, content }: Y.Item): readonly Letters[] {
  return content instanceof Y.ContentString ? [{ client: id.client, clock: id.clock, text: content.str }] : [];
}

function without(all: readonly Letters[], others: readonly Letters[]): readonly Letters[] {
  return others.reduce((left, other) => left.flatMap((letters) => minus(letters, other)), all);
}

function minus(letters: Letters, other: Letters): readonly Letters[] {
  const start = Math.max(0, other.clock - letters.clock);
  const end = other.clock + other.text.length - letters.clock;
  if (letters.client !== other.client || start >= letters.text.length || end <= 0) return [letters];
  return [slice(letters, 0, start), slice(letters, end)].filter(({ text }) => text !== "");
}

function slice({ client, clock, text }: Letters, start: number, end?: number): Letters {
  return { client, clock: clock + start, text: text.slice(start, end) };
}

/** With those that follow one another, as letters typed or removed one by one do, as one. */
function joined(all: readonly Letters[]): readonly Letters[] {
  const result: Letters[] = [];
  for (const letters of all) {
    const last = result.at(-1);
    const goesOn = last?.client === letters.client;
    if (goesOn && last.clock + last.text.length === letters.clock) {
      result[result.length - 1] = { ...last, text: last.text + letters.text };
    } else if (goesOn && letters.clock + letters.text.length === last.clock) {
      result[result.length - 1] = { ...letters, text: letters.text + last.text };
    } else result.push(letters);
  }
  return result;
}
