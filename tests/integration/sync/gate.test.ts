import { expect, it } from "vitest";
import * as Y from "yjs";

import { createMemoryStorage } from "#server/storage/memory/createMemoryStorage.ts";
import { encodeSyncStep1 } from "#server/sync/frames.ts";
import { addMission } from "#shared/commands/missions.ts";
import { newYDoc } from "#shared/document/planDocument.ts";
import { messageTypes } from "#shared/protocol/messages.ts";
import { RawClient } from "../../support/rawClient.ts";
import { largeFirstSync, StallWatch, tooLongMs } from "../../support/stallWatch.ts";
import { SyncDesk } from "../../support/syncDesk.ts";
import { startTestServer } from "../../support/testServer.ts";
import { lib0Bytes, looseValue, structInfo, structOf, updateOf } from "../../support/updateBytes.ts";

const loose: readonly (readonly [string, Uint8Array])[] = [
  ["a type that is longer than it need be", Uint8Array.of(0x80 | messageTypes.sync, 0, 0, 1, 0)],
  ["a sync message whose kind is longer than it need be", Uint8Array.of(messageTypes.sync, 0x80, 0, 1, 0)],
  ["a mark that goes on", lib0Bytes(messageTypes.mark, 1, 0)],
  ["a mark that is longer than it need be", Uint8Array.of(messageTypes.mark, 0x81, 0)],
  ["a query that goes on", lib0Bytes(messageTypes.queryAwareness, 0)],
  ["presence that goes on", lib0Bytes(messageTypes.awareness, 1, 0, 0)],
  ["presence that announces more than it brings", lib0Bytes(messageTypes.awareness, 2, 200, 1)],
  ["a state vector that goes on", encodeSyncStep1(Uint8Array.of(0, 0))],
  ["a state vector that announces more than it brings", encodeSyncStep1(lib0Bytes(1_000_000))],
  ["a state vector that names a client twice", encodeSyncStep1(lib0Bytes(2, 70_000, 1, 70_000, 1))],
];

it("PRO-85: frames that are not in canonical form close with 4400, each its own socket only", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const bystander = await new RawClient(server.url, planId, { userId: "bystander" }).greet();
  for (const [at, [what, frame]] of loose.entries()) {
    const client = await new RawClient(server.url, planId, { userId: `u${at}` }).greet();
    await client.next("step2");
    client.send(frame);
    expect(await client.closed(), what).toBe(4400);
  }
  bystander.mark(1);
  expect((await bystander.next("saved")).n).toBe(1);
});

it("PRO-87: a client that says the plan is in a newer layout is refused, and the plan opens as before", async () => {
  const server = await startTestServer({ limits: { roomGraceMs: 10 } });
  const planId = await server.createPlan();
  const client = await new RawClient(server.url, planId).greet();
  client.update(updateOf(2 ** 31, 0, [looseValue("plan", "schemaVersion")]));
  expect(await client.closed()).toBe(4409);
  await expect.poll(() => server.rooms.metrics().rooms).toBe(0);
  await new SyncDesk(server.url, planId).synced();
});

it("PRO-88: while a first sync as large as allowed comes in, others wait no longer than is promised; its marks wait for it", async () => {
  // A slow disk would gather much of it, to be taken in by everybody at once.
  const server = await startTestServer({ storage: createMemoryStorage() });
  const planId = await server.createPlan();
  const ann = await new SyncDesk(server.url, planId).synced();
  const step2 = largeFirstSync(60_000);
  const client = await new RawClient(server.url, planId, { userId: "large" }).greet();
  await client.next("step2");
  const watch = new StallWatch();
  watch.start();
  client.step2(step2);
  client.mark(1);
  let rounds = 0;
  for (; !client.kinds().includes("saved"); rounds += 1) {
    ann.do(addMission, { title: "Meanwhile" });
    ann.undo();
    await ann.saved();
  }
  watch.stop();
  expect(watch.longest).toBeLessThan(tooLongMs());
  expect(rounds).toBeGreaterThan(3);
  expect((await server.rooms.open(planId))?.document.roots.people.size).toBe(60_000);
  expect(client.kinds()).not.toContain("close");
});

it("PRO-88: what would make Yjs look through everything again and again stalls nobody", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const text = newYDoc();
  text.transact(() => {
    const notes = new Y.Text();
    text.getMap("people").set("t", notes);
    for (let at = 0; at < 30_000; at += 1) notes.insert(0, "x");
  });
  const client = await new RawClient(server.url, planId).greet();
  client.step2(Y.encodeStateAsUpdate(text));
  client.mark(1);
  await client.next("saved");
  const watch = new StallWatch();
  watch.start();
  const { right, characters } = structInfo;
  const far = Array.from({ length: 10_000 }, (_, at) => structOf(characters | right, text.clientID, at + 1, "y"));
  const deletions = lib0Bytes(
    0,
    1,
    text.clientID,
    15_000,
    ...Array.from({ length: 30_000 }, (_, at) => (at % 2 ? 1 : at)),
  );
  for (const update of [
    updateOf(2 ** 31, 0, far.slice(0, 1_000)),
    updateOf(2 ** 31, 0, far),
    updateOf(
      2 ** 31,
      0,
      Array.from({ length: 10_000 }, () => looseValue("people", "k")),
    ),
  ]) {
    const hostile = await new RawClient(server.url, planId, { userId: "hostile" }).greet();
    hostile.update(update);
    expect(await hostile.closed()).toBe(4409);
  }
  client.step2(deletions);
  client.mark(2);
  await client.next("saved");
  watch.stop();
  expect(watch.longest).toBeLessThan(tooLongMs());
  expect(client.kinds()).not.toContain("close");
});

it("PRO-90: presence under 200,000 made-up ids is not kept, and nobody hears of it", async () => {
  const server = await startTestServer({ limits: { messagesPerSecond: 10_000 } });
  const planId = await server.createPlan();
  const bystander = await new RawClient(server.url, planId, { userId: "bystander" }).greet();
  const client = await new RawClient(server.url, planId, { clientId: 70_000 }).greet();
  await client.next("step2");
  for (let frame = 0; frame < 100; frame += 1) {
    const entries = Array.from({ length: 2_000 }, (_, at) => lib0Bytes(100_000 + frame * 2_000 + at, 1, "{}"));
    const update = lib0Bytes(entries.length, ...entries);
    client.send(lib0Bytes(messageTypes.awareness, update.length, update));
  }
  client.mark(1);
  await client.next("saved");
  const room = await server.rooms.open(planId);
  expect(room?.presence.encodeAll()).toBeNull();
  client.presence(70_000, 1, {});
  expect([...(await bystander.next("presence")).states.keys()]).toEqual([70_000]);
  expect(client.kinds()).not.toContain("close");
});

it("PRO-90: a user who connects under one clientID after the other gets so many of a plan, then 4529", async () => {
  const server = await startTestServer({ limits: { clientIdsPerUser: 3 } });
  const planId = await server.createPlan();
  const connect = (clientId: number): Promise<RawClient> =>
    new RawClient(server.url, planId, { userId: "ann", clientId }).greet();
  for (const clientId of [70_001, 70_002, 70_003]) await (await connect(clientId)).next("step2");
  expect(await (await connect(70_004)).closed()).toBe(4529);
  const again = await connect(70_002);
  await again.next("step2");
  again.update(updateOf(70_005, 0, [looseValue("people", "k")]));
  expect(await again.closed()).toBe(4409);
});
