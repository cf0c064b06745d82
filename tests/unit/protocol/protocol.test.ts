import * as decoding from "lib0/decoding";
import { expect, it } from "vitest";

import { newId } from "#shared/model/id.ts";
import type { ObjectiveId, PersonId } from "#shared/model/id.ts";
import { closeCodes, closeNameOf } from "#shared/protocol/closeCodes.ts";
import { parseConnectParams, writeConnectParams } from "#shared/protocol/connectParams.ts";
import {
  encodeCondition,
  encodeHello,
  encodeIdentity,
  encodeMark,
  encodeSaved,
  messageTypes,
  readCondition,
  readHello,
  readIdentity,
} from "#shared/protocol/messages.ts";
import { parseUserName } from "#shared/protocol/signIn.ts";
import { parseOwnPresence, parsePresence, PRESENCE_COLOURS } from "#shared/protocol/presence.ts";

it("PRO-25: every close code is there once, fits a close frame and says what now", () => {
  const reasons = Object.values(closeCodes);
  expect(reasons.map(({ code }) => code).toSorted((a, b) => a - b)).toEqual([
    1012, 4400, 4401, 4403, 4404, 4409, 4426, 4503, 4508, 4529,
  ]);
  for (const { code, reason, whatNow } of reasons) {
    expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
    expect(whatNow).toMatch(/^[A-Z].*\.$/);
    expect(closeCodes[closeNameOf(code) ?? "restarting"].code).toBe(code);
  }
  expect(closeNameOf(1006)).toBeUndefined();
});

it("PRO-25: a hello is read as it was written, and what is none is not read", () => {
  const hello = {
    epoch: "e1",
    schema: 1,
    role: "viewer",
    given: "owner",
    archivedAt: 4,
    personId: newId<PersonId>(),
    presenceId: "0af3",
    serverTime: 5,
    condition: { kind: "damaged", missing: 2 },
  } as const;
  const read = (frame: Uint8Array): unknown => {
    const decoder = decoding.createDecoder(frame);
    expect(decoding.readVarUint(decoder)).toBe(messageTypes.hello);
    return readHello(decoder);
  };
  expect(read(encodeHello(hello))).toEqual(hello);
  expect(read(Uint8Array.of(messageTypes.hello, 2, 0x7b, 0x7d))).toBeUndefined();
  expect(read(Uint8Array.of(messageTypes.hello, 1, 0x7b))).toBeUndefined();
  expect(read(Uint8Array.of(messageTypes.hello))).toBeUndefined();
});

it("PRM-10: who a member is is read as it was written", () => {
  const read = (frame: Uint8Array): unknown => {
    const decoder = decoding.createDecoder(frame);
    expect(decoding.readVarUint(decoder)).toBe(messageTypes.identity);
    return readIdentity(decoder);
  };
  const personId = newId<PersonId>();
  expect(read(encodeIdentity(personId))).toBe(personId);
  expect(read(encodeIdentity(null))).toBeNull();
  expect(read(Uint8Array.of(messageTypes.identity, 2, 0x7b, 0x7d))).toBeUndefined();
});

it("PRO-25: a condition is read as it was written; a hello without one means that the plan can be written", () => {
  const read = (frame: Uint8Array): unknown => {
    const decoder = decoding.createDecoder(frame);
    expect(decoding.readVarUint(decoder)).toBe(messageTypes.condition);
    return readCondition(decoder);
  };
  const conditions = [{ kind: "writable" }, { kind: "diskRefuses" }, { kind: "damaged", missing: 0 }] as const;
  for (const condition of conditions) expect(read(encodeCondition(condition))).toEqual(condition);
  const text = (json: string): Uint8Array => Uint8Array.of(messageTypes.condition, json.length, ...Buffer.from(json));
  for (const odd of ["", "{", "[]", '{"kind":"sunny"}', '{"kind":"damaged"}'])
    expect(read(text(odd)), odd).toBeUndefined();
  const hello = '{"epoch":"e","schema":1,"role":"owner","serverTime":5}';
  const decoder = decoding.createDecoder(Uint8Array.of(hello.length, ...Buffer.from(hello)));
  expect(readHello(decoder)?.condition).toEqual({ kind: "writable" });
});

it("PRO-25: marks and their answers carry their number", () => {
  for (const [frame, type] of [
    [encodeMark(70_000), messageTypes.mark],
    [encodeSaved(70_000), messageTypes.saved],
  ] as const) {
    const decoder = decoding.createDecoder(frame);
    expect([decoding.readVarUint(decoder), decoding.readVarUint(decoder)]).toEqual([type, 70_000]);
    expect(decoding.hasContent(decoder)).toBe(false);
  }
});

it("PRO-25: connect parameters are read as they were written; odd ones are refused", () => {
  const read = (query: Record<string, string>): unknown => parseConnectParams(new URLSearchParams(query));
  const params = { epoch: newId<PersonId>(), schema: 1, clientId: 2 ** 32 - 1 };
  expect(read(writeConnectParams(params))).toEqual(params);
  expect(read(writeConnectParams({ epoch: null, schema: null, clientId: null }))).toEqual({
    epoch: null,
    schema: null,
    clientId: null,
  });
  const newcomer = { epoch: null, schema: 1, clientId: 2 ** 16, all: 2 };
  expect(read(writeConnectParams(newcomer))).toEqual(newcomer);
  // Who holds something says what it is first.
  expect(read(writeConnectParams({ ...params, all: 2 }))).toEqual(params);
  const oddEpochs = [{ epoch: "a b" }, { epoch: "" }];
  for (const odd of [...oddEpochs, { schema: "1.5" }, { clientId: "-1" }, { clientId: "1e3" }, { all: "x" }]) {
    expect(read(odd), JSON.stringify(odd)).toBeUndefined();
  }
});

it("PRO-25: what a client says about itself is read as far as it makes sense", () => {
  const personId = newId<PersonId>();
  const objectiveId = newId<ObjectiveId>();
  const said = { personId, focus: { objectiveId }, idle: true };
  expect(parseOwnPresence({ ...said, user: { name: "Forged" } })).toEqual(said);
  const nothing = { personId: null, focus: null, idle: false };
  for (const odd of [null, 5, [], {}, { personId: 7, focus: "x", idle: 1 }, { focus: { objectiveId: "../" } }]) {
    expect(parseOwnPresence(odd)).toEqual(nothing);
  }
});

it("PRO-25: a state counts only if the server has spoken for it", () => {
  const user = { id: "u", name: "Ada", colour: PRESENCE_COLOURS - 1, role: "editor" };
  const own = { personId: null, focus: null, idle: false };
  expect(parsePresence({ ...own, user })).toEqual({ ...own, user });
  for (const odd of [
    null,
    {},
    { user: {} },
    { user: { ...user, colour: PRESENCE_COLOURS } },
    { user: { ...user, role: "king" } },
  ]) {
    expect(parsePresence(odd)).toBeUndefined();
  }
});

it("SRV-79: a name that somebody comes in under can be seen and misleads nobody", () => {
  expect(parseUserName("  Ada\n\t Lovelace ")).toEqual({ ok: true, value: "Ada Lovelace" });
  expect(parseUserName("\u202EadA\u0000 \u2066(owner)\u2069\u0007")).toEqual({ ok: true, value: "adA (owner)" });
  // Written from right to left, joined by an invisible character as Persian is, and a picture: all names.
  for (const name of ["نور الدين", "می\u200Cرود", "🦊"]) expect(parseUserName(name)).toEqual({ ok: true, value: name });
  for (const none of ["", " \n", "\u0000", "\u200B\u2060\uFEFF", "\u202E\u00AD", 7, null]) {
    expect(parseUserName(none)).toMatchObject({ ok: false, error: { code: "nameMissing" } });
  }
});
