import "fake-indexeddb/auto";

import { describe, expect, it, vi } from "vitest";
import { clearDocument } from "y-indexeddb";
import * as Y from "yjs";

import { DeviceMemory } from "#client/plan/deviceMemory.ts";
import { LocalStore } from "#client/plan/localStore.ts";
import { newId } from "#shared/model/id.ts";
import type { PersonId, PlanId } from "#shared/model/id.ts";

interface Kept {
  readonly store: LocalStore;
  readonly told: boolean[];
}

async function keep(name: string, doc: Y.Doc): Promise<Kept> {
  const told: boolean[] = [];
  const store = new LocalStore(name, doc, (kept) => told.push(kept));
  await store.whenLoaded();
  return { store, told };
}

function newName(): string {
  return `store-${newId<PlanId>()}`;
}

function textOf(doc: Y.Doc): Y.Text {
  return doc.getText();
}

function docWith(text: string): Y.Doc {
  const doc = new Y.Doc();
  textOf(doc).insert(0, text);
  return doc;
}

async function storedIn(name: string): Promise<string> {
  const doc = new Y.Doc();
  const { store } = await keep(name, doc);
  await store.close();
  return textOf(doc).toString();
}

describe("the store on this device", () => {
  it("SCR-63: what was written before and after it was opened is there next time", async () => {
    const name = newName();
    const doc = new Y.Doc();
    textOf(doc).insert(0, "before ");
    const { store, told } = await keep(name, doc);
    textOf(doc).insert(7, "after");
    await store.close();
    textOf(doc).insert(0, "not kept any more ");
    expect(told).toEqual([true]);
    expect(await storedIn(name)).toBe("before after");
  });

  it("SCR-725: what lay on the device is read without a word where nothing is sent yet; what is changed then is told and kept", async () => {
    const name = newName();
    const { store: former } = await keep(name, docWith("kept"));
    await former.close();
    for (const mayLoadUnheard of [true, false]) {
      const doc = new Y.Doc();
      const heard: unknown[] = [];
      doc.on("update", (_update, origin) => heard.push(origin));
      const store = new LocalStore(
        name,
        doc,
        () => undefined,
        () => mayLoadUnheard,
      );
      expect(await store.whenLoaded()).toBe(mayLoadUnheard);
      expect(heard.map((origin) => store.isOrigin(origin))).toEqual(mayLoadUnheard ? [] : [true]);
      textOf(doc).insert(0, "and ");
      expect(heard.at(-1)).toBeNull();
      await store.close();
    }
    expect(await storedIn(name)).toBe("and and kept");
  });

  it("SCR-63: a store that another window removed says so, and the document's other listeners still hear of changes", async () => {
    const name = newName();
    const doc = new Y.Doc();
    const { told } = await keep(name, doc);
    const heard: unknown[] = [];
    doc.on("update", (update) => heard.push(update));
    await clearDocument(name);
    textOf(doc).insert(0, "still sent");
    expect(told).toEqual([true, false]);
    expect(heard).toHaveLength(1);
    expect(await storedIn(name)).toBe("");
  });

  it("SCR-63: a store whose database is gone without a word does not stop a change from being sent", async () => {
    const name = newName();
    const doc = new Y.Doc();
    const other = new Y.Doc();
    const { told } = await keep(name, doc);
    doc.on("update", (update: Uint8Array) => Y.applyUpdate(other, update));
    // As a browser does that has closed the database by itself: every transaction throws from now on.
    const closed = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(() => {
      throw new DOMException("The database connection is closing.", "InvalidStateError");
    });
    textOf(doc).insert(0, "sent");
    closed.mockRestore();
    expect(textOf(other).toString()).toBe("sent");
    expect(told).toEqual([true, false]);
  });

  it("PRO-54: what other windows kept is taken in before the store is removed", async () => {
    const name = newName();
    const [here, beside] = [new Y.Doc(), new Y.Doc()];
    const { store, told } = await keep(name, here);
    const { store: besideStore } = await keep(name, beside);
    textOf(beside).insert(0, "theirs");
    await besideStore.close();
    expect(textOf(here).toString()).toBe("");
    await store.absorb();
    expect(textOf(here).toString()).toBe("theirs");
    await store.remove();
    expect(told).toEqual([true]);
    expect(await storedIn(name)).toBe("");
  });
});

describe("what the device remembers", () => {
  it("PRO-53: the epoch of a plan is known again, and rubbish is not", () => {
    const entries = new Map<string, string>();
    const storage = {
      getItem: (key: string) => entries.get(key) ?? null,
      setItem: (key: string, value: string) => void entries.set(key, value),
    };
    const planId = newId<PlanId>();
    const memory = new DeviceMemory(storage);
    expect(memory.plan(planId)).toBeNull();
    memory.rememberPlan(planId, { epoch: "one", store: "two", unsaved: true, copied: true });
    expect(new DeviceMemory(storage).plan(planId)).toEqual({ epoch: "one", store: "two", unsaved: true, copied: true });
    expect(new DeviceMemory(storage).deviceId).toBe(memory.deviceId);
    for (const rubbish of ["", "{", "null", "[]", '{"epoch":1,"store":"two"}', '"text"']) {
      entries.set(`waymark.plan.${planId}`, rubbish);
      expect(memory.plan(planId)).toBeNull();
    }
  });

  it("SCR-60: a browser that forbids storing remembers until the page is closed", () => {
    const forbidden = (): never => {
      throw new Error("SecurityError");
    };
    const memory = new DeviceMemory({ getItem: forbidden, setItem: forbidden });
    const personId = newId<PersonId>();
    memory.keepSaidPersonId(newId<PlanId>(), personId);
    expect(memory.deviceId).toMatch(/^[0-9a-f]{32}$/);
    const forgetful = new DeviceMemory(undefined);
    const planId = newId<PlanId>();
    forgetful.keepSaidPersonId(planId, personId);
    expect(forgetful.saidPersonId(planId)).toBe(personId);
  });
});
