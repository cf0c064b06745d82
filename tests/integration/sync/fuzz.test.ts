import { setImmediate as turn } from "node:timers/promises";

import { expect, it } from "vitest";
import * as Y from "yjs";

import { createMemoryStorage } from "#server/storage/memory/createMemoryStorage.ts";
import { encodeSyncStep1 } from "#server/sync/frames.ts";
import { loadDocument } from "#server/sync/loadDocument.ts";
import type { Room } from "#server/sync/room.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { newId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { encodeMark } from "#shared/protocol/messages.ts";
import { smallPlan } from "../../support/factories.ts";
import { FuzzFrames } from "../../support/fuzzFrames.ts";
import { HandConnection } from "../../support/handConnection.ts";
import { seededRandom } from "../../support/seeded.ts";
import { StallWatch, tooLongMs } from "../../support/stallWatch.ts";
import { startTestServer } from "../../support/testServer.ts";
import type { TestServer } from "../../support/testServer.ts";

/** `FRAMES=1000000` for a long run; `SEED=…` replays one. */
const FRAMES = Number(process.env["FRAMES"] ?? 50_000);
const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 32));
const BATCH = 2_500;
/** Frames between two turns of the event loop: as many as a socket may bring at once. */
const AT_ONCE = 20;

/** Frames after which a sender comes anew. */
const STAY = 6;

const ANN = 100_000;
const BOB = 100_001;

/** The clientIDs that frames are about: the sender's own far more often than others', the server's and nobody's. */
const SENDERS = [...Array.from({ length: 20 }, () => ANN), BOB, 1, 7, 200_000];

async function openPlan(server: TestServer): Promise<{ readonly room: Room; readonly planId: PlanId }> {
  const planId = newId<PlanId>();
  const state = Y.encodeStateAsUpdate(smallPlan().desk.document.doc);
  await server.storage.createPlan({ planId, epoch: newId<PlanId>(), title: "", createdAt: 0, state });
  const room = await server.rooms.open(planId);
  if (!room) throw new Error("There is no such plan.");
  return { room, planId };
}

/** The live document, the one that its log makes and that of somebody new are one and the same. */
async function expectOnePlan({ storage }: TestServer, planId: PlanId, room: Room): Promise<void> {
  await room.committed();
  const log = await storage.load(planId);
  if (!log) throw new Error("There is no such plan.");
  const fresh = planDocument(newYDoc());
  Y.applyUpdate(fresh.doc, Y.encodeStateAsUpdate(room.document.doc));
  expect(readPlan(fresh).records, `a fresh client, seed ${seed}`).toEqual(room.records);
  // Not byte by byte as they are: how collected structs that lie side by side are joined depends on when each came.
  const [reloaded, expected] = [loadDocument(planId, log).doc, fresh.doc].map((doc) =>
    Buffer.from(Y.encodeStateAsUpdate(doc)),
  );
  expect(expected && reloaded?.equals(expected), `reloaded, seed ${seed}`).toBe(true);
}

it("PRO-93: after tens of thousands of frames that nobody should send, the plan is one, and nothing has stopped or stalled", async () => {
  const random = seededRandom(seed);
  const server = await startTestServer({ storage: createMemoryStorage() });
  const watch = new StallWatch();
  const outcomes = new Map<number | null, number>();
  for (let sent = 0; sent < FRAMES;) {
    const { room, planId } = await openPlan(server);
    const frames = new FuzzFrames(random, SENDERS, room.document.doc);
    const bystander = new HandConnection(room, "bystander", BOB);
    bystander.take(encodeSyncStep1(Uint8Array.of(0)));
    let hostile: HandConnection | null = null;
    await turn();
    watch.start();
    for (let inBatch = 0; inBatch < BATCH; inBatch += 1, sent += 1) {
      // Whoever has left a gap is not listened to, so nobody stays long.
      if (!hostile || hostile.closed !== null || inBatch % STAY === 0) {
        outcomes.set(hostile?.closed ?? null, (outcomes.get(hostile?.closed ?? null) ?? 0) + 1);
        hostile?.leave();
        hostile = new HandConnection(room, "ann", ANN);
        if (random() < 0.8) hostile.take(encodeSyncStep1(Uint8Array.of(0)));
      }
      hostile.take(frames.next());
      if (inBatch % AT_ONCE === 0) await turn();
    }
    watch.stop();
    await expectOnePlan(server, planId, room);
    bystander.take(encodeMark(1));
    expect(bystander.closed, `seed ${seed}`).toBeNull();
    expect(server.complaints, `seed ${seed}`).toEqual([]);
    hostile?.leave();
    bystander.leave();
  }
  expect(watch.longest, `seed ${seed}`).toBeLessThan(tooLongMs());
  // They are near enough to what should be sent: some cannot be read, some are refused, some pass and stay.
  expect([...outcomes.keys()]).toEqual(expect.arrayContaining([4400, 4409]));
  expect(server.rooms.metrics().sequence).toBeGreaterThan(FRAMES / 1_000);
}, 900_000);
