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
