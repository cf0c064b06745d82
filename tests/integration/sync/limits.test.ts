import { expect, it } from "vitest";
import * as Y from "yjs";

import { encodeSyncStep2 } from "#server/sync/frames.ts";
import { RawClient } from "../../support/rawClient.ts";
import { SyncDesk } from "../../support/syncDesk.ts";
import { startTestServer } from "../../support/testServer.ts";

/** An update of exactly so many bytes. */
function updateOf(bytes: number): Uint8Array {
  let padding = bytes - 80;
  for (;;) {
    const doc = new Y.Doc();
    doc.clientID = 2 ** 31;
    doc.getMap("people").set("p", "x".repeat(padding));
    const update = Y.encodeStateAsUpdate(doc);
    if (update.length === bytes) return update;
    padding += bytes - update.length;
  }
}

it("PRO-12: a live update and a first sync as large as allowed pass, one byte more is refused", async () => {
  const limits = { updateBytes: 1_000, firstSyncBytes: 4_000 };
  for (const [bytes, kind] of [
    [1_000, "update"],
    [4_000, "step2"],
  ] as const) {
    const server = await startTestServer({ limits });
    const planId = await server.createPlan();
    const under = await new RawClient(server.url, planId, { userId: "under" }).greet();
    under[kind](updateOf(bytes));
    under.mark(1);
    await under.next("saved");
    const over = await new RawClient(server.url, planId, { userId: "over" }).greet();
    over[kind](updateOf(bytes + 1));
    expect(await over.closed()).toBe(4409);
  }
});

it("PRO-12: a message larger than anything allowed is refused with a code that the stock provider takes as final", async () => {
  const server = await startTestServer({ limits: { firstSyncBytes: 4_000 } });
  const planId = await server.createPlan();
  const client = await new RawClient(server.url, planId).greet();
  client.send(encodeSyncStep2(new Uint8Array(100_000)));
  expect(await client.closed()).toBe(4409);
});

it("PRO-12: a document as large as allowed takes nothing more", async () => {
  const server = await startTestServer({ limits: { documentBytes: 3_000 } });
  const planId = await server.createPlan();
  const client = await new RawClient(server.url, planId).greet();
  client.update(updateOf(2_000));
  client.mark(1);
  await client.next("saved");
  const more = new Y.Doc();
  more.getMap("people").set("q", "y".repeat(2_000));
  client.update(Y.encodeStateAsUpdate(more));
  expect(await client.closed()).toBe(4409);
});

it("PRO-12: messages in bursts of 200 pass, more of them close with 4529", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const calm = await new RawClient(server.url, planId, { userId: "calm" }).greet();
  for (let n = 1; n < 200; n += 1) calm.mark(n);
  while ((await calm.next("saved")).n < 199);
  const wild = await new RawClient(server.url, planId, { userId: "wild" }).greet();
  for (let n = 1; n < 1_000; n += 1) wild.mark(n);
  expect(await wild.closed()).toBe(4529);
});

it("PRO-12: as many sockets of a user as allowed get in, one more closes with 4529", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const open = async (userId: string): Promise<RawClient> => new RawClient(server.url, planId, { userId }).greet();
  const first = await open("ann");
  for (let at = 1; at < 20; at += 1) await (await open("ann")).next("step2");
  expect(await (await open("ann")).closed()).toBe(4529);
  await (await open("bob")).next("step2");
  first.socket.close();
  await first.closed();
  await expect
    .poll(async () =>
      (await open("ann")).next("step2").then(
        () => "in",
        () => "out",
      ),
    )
    .toBe("in");
});

it("PRO-12: as many sockets of a plan as allowed get in, one more closes with 4529", async () => {
  const server = await startTestServer({ limits: { socketsPerPlan: 3 } });
  const planId = await server.createPlan();
  for (const userId of ["a", "b", "c"])
    await (await new RawClient(server.url, planId, { userId }).greet()).next("step2");
  expect(await (await new RawClient(server.url, planId, { userId: "d" }).greet()).closed()).toBe(4529);
});

it("PRO-12: a socket that never says anything closes with 4508", async () => {
  // It is looked at twenty times in the time after which something must be said.
  const server = await startTestServer({ limits: { handshakeMs: 100, keepAliveMs: 400 } });
  const planId = await server.createPlan();
  expect(await new RawClient(server.url, planId).closed()).toBe(4508);
});

it("PRO-12: a reader that lets too much pile up closes with 4508 and holds up nobody", async () => {
  const server = await startTestServer({ limits: { bufferedBytes: 200_000, messagesPerSecond: 10_000 } });
  const planId = await server.createPlan();
  const slow = await new RawClient(server.url, planId, { userId: "slow" }).greet();
  await slow.next("step2");
  slow.socket.pause();
  const ann = await new SyncDesk(server.url, planId).synced();
  // 15 MB, past what the operating system takes for a socket that nobody reads.
  for (let round = 0; round < 150 && server.rooms.metrics().sockets > 1; round += 1) {
    ann.document.roots.people.set(`p${round % 5}`, "x".repeat(100_000));
    await ann.saved();
  }
  slow.socket.resume();
  expect(await slow.closed()).toBe(4508);
  expect(ann.closes).toEqual([]);
});

it("PRO-17: in silence the server sends a message within 20 s, and cuts a socket that answers no ping", async () => {
  // 20 s become 1 s, 60 s become 3 s; the first word need not come any sooner for that.
  const server = await startTestServer({ timeScale: 0.05, limits: { handshakeMs: 1_000_000 } });
  const planId = await server.createPlan();
  const client = await new RawClient(server.url, planId).greet();
  await client.next("step2");
  const before = performance.now();
  const { states } = await client.next("presence");
  expect(states.size).toBe(0);
  // Sooner than the ping after which it would be cut, also on a slow machine.
  expect(performance.now() - before).toBeLessThan(10_000);
  // It answers pings as every WebSocket does, so it stays past the deadline.
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  expect(client.kinds()).not.toContain("close");
  const deaf = await new RawClient(server.url, planId, { userId: "deaf" }).greet();
  await deaf.next("step2");
  expect(server.rooms.metrics().sockets).toBe(2);
  deaf.socket.pause();
  await expect.poll(() => server.rooms.metrics().sockets).toBe(1);
});
