import { expect, it } from "vitest";
import * as Y from "yjs";

import { defaultLimits } from "#server/limits.ts";
import { countClients } from "#server/sync/countClients.ts";
import { encodePresence } from "#server/sync/frames.ts";
import { readOwnEntry } from "#server/sync/ownEntry.ts";
import { atOnce } from "#server/sync/turns.ts";
import { takeApart } from "#server/sync/updateParts.ts";
import type { UpdateParts } from "#server/sync/updateParts.ts";
import { newYDoc } from "#shared/document/planDocument.ts";
import { addCheckIn, edit } from "./plainEdits.ts";
import { smallPlan } from "../../support/factories.ts";
import { lib0Bytes } from "../../support/updateBytes.ts";

/** Every kind of thing that a plan holds: some of it deleted, some collected, with text beyond ASCII. */
function richState(): Uint8Array {
  const { desk, cards } = smallPlan();
  edit(desk, cards);
  addCheckIn(desk, cards[0]);
  const { doc } = desk.document;
  const values = doc.getMap("people");
  values.set("odd", [
    null,
    undefined,
    true,
    false,
    1.5,
    Math.PI,
    -(2 ** 31),
    2 ** 40,
    300,
    -5,
    "né 😀",
    { deep: { er: [] } },
  ]);
  values.set("collected", new Y.Map([["a", 1]]));
  values.delete("collected");
  return Y.encodeStateAsUpdate(doc);
}

function readable(bytes: Uint8Array): UpdateParts | null {
  try {
    return atOnce(takeApart(bytes, defaultLimits.depth));
  } catch {
    return null;
  }
}

function yjsReads(bytes: Uint8Array): boolean {
  try {
    Y.decodeUpdate(bytes);
    return true;
  } catch {
    return false;
  }
}

it("PRO-85: what is read of an update is what Yjs reads", () => {
  const state = richState();
  const own = readable(state);
  const theirs = Y.decodeUpdate(state);
  const structs = own?.runs.flatMap((run) => run.structs) ?? [];
  expect(
    structs.map(({ client, clock, length, left, right, key }) => [client, clock, length, left, right, key]),
  ).toEqual(
    theirs.structs.map((struct) => {
      const { left = null, right = null, key = null } = struct instanceof Y.Item ? namesOf(struct) : {};
      return [struct.id.client, struct.id.clock, struct.length, left, right, key];
    }),
  );
  expect(new Set(structs.map(({ brings }) => brings))).toEqual(
    new Set(["map", "text", "value", "characters", "deleted", "collected"]),
  );
  expect(own?.deletions).toEqual(
    [...theirs.ds.clients].map(([client, ranges]) => ({
      client,
      ranges: ranges.flatMap(({ clock, len }) => [clock, len]),
    })),
  );
});

function namesOf({
  origin,
  rightOrigin,
  parentSub,
}: Y.Item): Pick<UpdateParts["runs"][0]["structs"][0], "left" | "right" | "key"> {
  const ref = (id: Y.ID | null): { client: number; clock: number } | null =>
    id && { client: id.client, clock: id.clock };
  return { left: ref(origin), right: ref(rightOrigin), key: parentSub };
}

it("PRO-85: no number of an update may be longer than it need be, nothing may be cut off or added, only version 1 counts", () => {
  const state = richState();
  let tolerated = 0;
  for (let at = 0; at < state.length; at += 1) {
    const byte = state[at] ?? 0;
    if (byte >= 0x80) continue;
    const longer = Uint8Array.from([...state.subarray(0, at), byte | 0x80, 0, ...state.subarray(at + 1)]);
    expect(readable(longer), `byte ${at}`).toBeNull();
    if (yjsReads(longer)) tolerated += 1;
  }
  // Yjs by itself reads many of them as the same update.
  expect(tolerated).toBeGreaterThan(300);
  for (let length = 0; length < state.length; length += 1) expect(readable(state.subarray(0, length))).toBeNull();
  expect(readable(Uint8Array.from([...state, 0]))).toBeNull();
  const doc = newYDoc();
  Y.applyUpdate(doc, state);
  expect(readable(Y.encodeStateAsUpdateV2(doc))).toBeNull();
});

it("PRO-85: an update that announces more than it brings, an empty run, or ranges out of order cannot be read", () => {
  const value = Uint8Array.of(0x28, 1, 1, 97, 1, 98, 1, 126);
  const client = 2 ** 31;
  expect(readable(lib0Bytes(1, 1, client, 0, value, 0))).not.toBeNull();
  for (const bytes of [
    lib0Bytes(1, 2, client, 0, value, 0),
    lib0Bytes(1, 2 ** 50, client, 0, value, 0),
    lib0Bytes(2 ** 50, 1, client, 0, value, 0),
    lib0Bytes(1, 0, client, 0, 0),
    lib0Bytes(1, 1, 2 ** 32, 0, value, 0),
    lib0Bytes(1, 1, client, 2 ** 32, value, 0),
    lib0Bytes(0, 1, client, 0),
    lib0Bytes(0, 1, client, 2, 5, 1, 0, 1),
    lib0Bytes(0, 1, client, 2, 0, 3, 2, 1),
    lib0Bytes(0, 2, client, 1, 0, 1, client, 1, 1, 1),
    lib0Bytes(0, 1, client, 1, 0, 0),
    // Invalid UTF-8, and a byte order mark where a root's name is.
    lib0Bytes(1, 1, client, 0, Uint8Array.of(0x04, 1, 1, 97, 1, 0xff), 0),
    // A struct that is collected and yet says more, and a number in place of yes or no.
    lib0Bytes(1, 1, client, 0, Uint8Array.of(0x80, 1), 0),
    lib0Bytes(1, 1, client, 0, Uint8Array.of(0x28, 2, 1, 97, 1, 98, 1, 126), 0),
  ]) {
    expect(readable(bytes), bytes.join()).toBeNull();
  }
});

it("PRO-85: state vectors and presence are read as strictly", () => {
  const doc = newYDoc();
  doc.getMap("people").set("a", 1);
  const vector = Y.encodeStateVector(doc);
  expect(countClients(vector)).toBe(1);
  expect(countClients(Y.encodeStateVector(newYDoc()))).toBe(0);
  expect(countClients(manyClients(200_000))).toBe(200_000);
  for (const bytes of [
    vector.slice(0, -1),
    Uint8Array.from([...vector, 0]),
    lib0Bytes(2 ** 40),
    lib0Bytes(2, 70_000, 1, 70_000, 2),
    Uint8Array.of(0x80, 0),
    new Uint8Array(),
    manyClients(300_000),
  ]) {
    expect(() => countClients(bytes)).toThrow();
  }
  // After the frame's own type and length.
  const own = encodePresence([{ clientId: 70_000, clock: 1, state: { a: 1 } }]).subarray(2);
  expect(readOwnEntry(own, 70_000)).toMatchObject({ clock: 1, state: { a: 1 } });
  for (const bytes of [
    own.slice(0, -1),
    Uint8Array.from([...own, 0]),
    lib0Bytes(9, 70_000, 1, "{}"),
    lib0Bytes(2 ** 40),
  ]) {
    expect(() => readOwnEntry(bytes, 70_000)).toThrow();
  }
});

it("SRV-17: why a state is no JSON is logged without a word of it", () => {
  for (const json of ["Sesame", '{"note": Sesame', "\u0000Sesame"]) {
    expect(() => readOwnEntry(lib0Bytes(1, 70_000, 1, json), 70_000)).toThrow(/^a state that is no JSON$/);
  }
});

/** A state vector of so many thousands of clients, each with one clock. */
function manyClients(count: number): Uint8Array {
  const thousand = (first: number): Uint8Array =>
    lib0Bytes(...Array.from({ length: 2_000 }, (_, at) => (at % 2 ? 1 : 70_000 + first + at / 2)));
  return lib0Bytes(count, ...Array.from({ length: count / 1_000 }, (_, block) => thousand(block * 1_000)));
}
