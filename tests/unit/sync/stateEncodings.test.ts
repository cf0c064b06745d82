import { expect, it, vi } from "vitest";
import * as Y from "yjs";

import { StateEncodings } from "#server/sync/stateEncodings.ts";
import { newDesk } from "../../support/factories.ts";

it("PRO-72: what is missing is encoded once for all who know equally much, until the document changes", () => {
  vi.useFakeTimers();
  const desk = newDesk();
  const { doc } = desk.document;
  const encodings = new StateEncodings(doc, () => desk.records);
  const nothing = Y.encodeStateVector(new Y.Doc());
  const first = encodings.step2(nothing);
  expect(encodings.step2(Uint8Array.from(nothing))).toBe(first);
  // Others know more, and get less.
  const most = encodings.step2(Y.encodeStateVector(doc));
  expect(most.bytes.length).toBeLessThan(first.bytes.length);
  expect(encodings.step2(nothing)).toBe(first);
  expect(encodings.step1()).toBe(encodings.step1());
  doc.getMap("people").set("p", 1);
  encodings.forget();
  expect(encodings.step2(nothing)).not.toBe(first);
  // However many different ones ask, few are kept; and that of whoever knows nothing for as long as it holds.
  const compressed = encodings.whole();
  const [whole, early] = [encodings.step2(nothing), encodings.step2(Uint8Array.of(1, 100, 1))];
  expect(encodings.step2(Uint8Array.of(1, 100, 1))).toBe(early);
  for (let clock = 2; clock <= 9; clock += 1) encodings.step2(Uint8Array.of(1, 100, clock));
  expect(encodings.step2(Uint8Array.of(1, 100, 1))).not.toBe(early);
  vi.advanceTimersByTime(60_000);
  expect(encodings.step2(nothing)).toBe(whole);
  expect(encodings.whole()).toBe(compressed);
  encodings.forget();
  expect(encodings.whole()).not.toBe(compressed);
  expect(encodings.step2(nothing)).not.toBe(whole);
  vi.useRealTimers();
});

it("PRO-135: where a whole would take long to put together, the SyncStep2 is sent", () => {
  const desk = newDesk();
  const { doc } = desk.document;
  const encodings = new StateEncodings(doc, () => desk.records);
  const isStep2 = (): boolean => encodings.whole() === encodings.step2(Y.encodeStateVector(new Y.Doc()));
  expect(isStep2()).toBe(false);
  for (let nth = 0; nth < 5; nth += 1) doc.getMap("people").set(`p${nth}`, "x".repeat(1024 ** 2));
  encodings.forget();
  expect(isStep2()).toBe(true);
});
