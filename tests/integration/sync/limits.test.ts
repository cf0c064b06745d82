import { once } from "node:events";
import { connect } from "node:net";
import { isDeepStrictEqual } from "node:util";

import { expect, it } from "vitest";
import * as Y from "yjs";

import { addMission } from "#shared/commands/missions.ts";
import { newClientId } from "#shared/document/clientId.ts";
import { newId } from "#shared/model/id.ts";
import { encodePresence, encodeSyncStep2, encodeUpdate } from "#server/sync/frames.ts";
import { encodeMark, messageTypes } from "#shared/protocol/messages.ts";
import { numberFrame, RawClient } from "../../support/rawClient.ts";
import { seededRandom } from "../../support/seeded.ts";
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
  const server = await startTestServer({ timeScale: 0.02 });
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
  // 20 s become 1 s, 60 s become 3 s.
  const server = await startTestServer({ timeScale: 0.05 });
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

const UNREADABLE: readonly (readonly [string, Uint8Array])[] = [
  ["an unknown type", numberFrame(99, 1)],
  ["a type of the server's", numberFrame(messageTypes.saved, 1)],
  ["an unknown sync message", Uint8Array.of(messageTypes.sync, 7, 0)],
  ["a sync message that ends early", Uint8Array.of(messageTypes.sync, 2, 200, 1)],
  ["a sync message that goes on", Uint8Array.of(messageTypes.sync, 2, 2, 0, 0, 9)],
  ["an empty frame", new Uint8Array()],
  ["presence that is no JSON", Uint8Array.of(messageTypes.awareness, 5, 1, 5, 1, 1, 0x7b)],
  ["presence with a clock out of bounds", encodePresence([{ clientId: 70_000, clock: 2 ** 40, state: {} }])],
];

it.each(UNREADABLE)("PRO-13: %s closes that socket with 4400 and no other", async (_, frame) => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const bystander = await new RawClient(server.url, planId, { userId: "bystander" }).greet();
  const client = await new RawClient(server.url, planId).greet();
  await client.next("step2");
  client.send(frame);
  expect(await client.closed()).toBe(4400);
  bystander.mark(1);
  expect((await bystander.next("saved")).n).toBe(1);
});

it("PRO-13: text, and anything before the SyncStep1, closes with 4400", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const talker = await new RawClient(server.url, planId).greet();
  talker.socket.send("hello");
  expect(await talker.closed()).toBe(4400);
  const early = await new RawClient(server.url, planId).opened();
  early.update(Y.encodeStateAsUpdate(new Y.Doc()));
  expect(await early.closed()).toBe(4400);
});

it("PRO-13: bytes that are no WebSocket frames, and sockets torn off, end nothing", async () => {
  const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 32));
  const random = seededRandom(seed);
  const server = await startTestServer();
  const planId = await server.createPlan();
  const bystander = await new RawClient(server.url, planId, { userId: "bystander" }).greet();
  for (let round = 0; round < 100; round += 1) {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(
      `GET /sync/${planId} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    if (random() < 0.8) await once(socket, "data");
    socket.write(Uint8Array.from({ length: 1 + Math.floor(random() * 40) }, () => Math.floor(random() * 256)));
    if (random() < 0.5) socket.resetAndDestroy();
    else socket.end();
    if (random() < 0.2) await new Promise((resolve) => setTimeout(resolve, 2));
  }
  bystander.mark(1);
  expect((await bystander.next("saved")).n, `seed ${seed}`).toBe(1);
  await expect.poll(() => server.rooms.metrics().sockets, { message: `seed ${seed}` }).toBe(1);
});

it("PRO-13: thousands of random, cut, changed and shuffled frames end nothing and change nothing", async () => {
  const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 32));
  const random = seededRandom(seed);
  const server = await startTestServer({ limits: { messagesPerSecond: 1e6, messageBurst: 1e6 } });
  const planId = await server.createPlan();
  const ann = await new SyncDesk(server.url, planId, { userId: "ann" }).synced();
  ann.do(addMission, { title: "Services" });
  await ann.saved();
  const before = ann.records;
  const samples = sampleFrames();
  let sent = 0;
  let client: RawClient | null = null;
  while (sent < 4_000) {
    if (!client || client.socket.readyState !== 1) {
      client = new RawClient(server.url, planId, { userId: "fuzz" });
      await client.opened();
      if (random() < 0.8) await client.greet();
    }
    for (let burst = 0; burst < 20; burst += 1, sent += 1) client.send(mutate(samples, random));
    if (random() < 0.3) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(ann.closes, `seed ${seed}`).toEqual([]);
  await ann.saved();
  const late = await new SyncDesk(server.url, planId, { userId: "late" }).synced();
  expect(late.records.missions, `seed ${seed}`).toEqual(before.missions);
  // What passed of the last frames may still be on its way to either.
  await expect.poll(() => isDeepStrictEqual(late.records, ann.records), { message: `seed ${seed}` }).toBe(true);
  expect(server.complaints, `seed ${seed}`).toEqual([]);
});

function sampleFrames(): readonly Uint8Array[] {
  const doc = new Y.Doc();
  doc.clientID = newClientId();
  const frames: Uint8Array[] = [
    encodeMark(1),
    encodePresence([{ clientId: doc.clientID, clock: 1, state: { focus: null } }]),
  ];
  doc.on("update", (update: Uint8Array) => frames.push(encodeUpdate(update)));
  const objectives = doc.getMap<Y.Map<unknown>>("objectives");
  const objective = new Y.Map<unknown>();
  objectives.set(newId(), objective);
  objective.set("title", new Y.Text("Refresh laptops"));
  objective.set("placement", { missionId: "m", sortKey: "V", by: null, at: 1 });
  const title = objective.get("title");
  if (title instanceof Y.Text) {
    title.insert(3, "😀 more");
    title.delete(1, 4);
  }
  objectives.delete([...objectives.keys()][0] ?? "");
  frames.push(encodeSyncStep2(Y.encodeStateAsUpdate(doc)));
  return frames;
}

function mutate(samples: readonly Uint8Array[], random: () => number): Uint8Array {
  const below = (most: number): number => Math.floor(random() * most);
  const sample = samples[below(samples.length)] ?? new Uint8Array();
  const frame = sample.slice();
  switch (below(5)) {
    case 0:
      return Uint8Array.from({ length: below(64) }, () => below(256));
    case 1:
      return frame.slice(0, below(frame.length));
    case 2:
      for (let flips = 1 + below(4); flips > 0; flips -= 1) frame[below(frame.length)] = below(256);
      return frame;
    case 3: {
      const other = samples[below(samples.length)] ?? new Uint8Array();
      return Uint8Array.from([...frame.slice(0, below(frame.length)), ...other.slice(below(other.length))]);
    }
    default:
      // A varint that is longer than it need be.
      return Uint8Array.from([...frame.slice(0, 2), (frame[2] ?? 0) | 0x80, 0, ...frame.slice(3)]);
  }
}
