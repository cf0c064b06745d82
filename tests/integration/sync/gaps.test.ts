import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { connect } from "node:net";

import { expect, it, onTestFinished } from "vitest";
import * as Y from "yjs";

import { addMission, renameMission } from "#shared/commands/missions.ts";
import { RawClient } from "../../support/rawClient.ts";
import { SyncDesk } from "../../support/syncDesk.ts";
import { startTestServer } from "../../support/testServer.ts";

interface HeldNetwork {
  /** `ws://127.0.0.1:PORT/sync` */
  readonly url: string;
  /** From now on, of what the server says only that a client is let in comes through; the rest waits. */
  hold(): void;
  release(): void;
}

async function heldNetwork(url: string): Promise<HeldNetwork> {
  const port = Number(new URL(url).port);
  const open = new Set<Socket>();
  /** What waits; null while nothing is held. */
  let waiting: (() => void)[] | null = null;
  const proxy = createServer((client) => {
    const server = connect(port, "127.0.0.1");
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.setNoDelay(true);
    }
    client.on("data", (bytes) => server.write(bytes));
    client.on("close", () => server.destroy());
    let upgraded = false;
    server.on("data", (bytes) => {
      // The 101 passes at once, so that the client is connected and may type before the hello comes.
      const head = upgraded ? -1 : bytes.indexOf("\r\n\r\n");
      if (head >= 0) {
        upgraded = true;
        client.write(bytes.subarray(0, head + 4));
      }
      const rest = head >= 0 ? bytes.subarray(head + 4) : bytes;
      const pass = (): void => void (client.writable && client.write(rest));
      if (waiting) waiting.push(pass);
      else pass();
    });
    server.on("close", () => client.destroy());
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    proxy.close();
  });
  return {
    url: `ws://127.0.0.1:${(proxy.address() as AddressInfo).port}/sync`,
    hold: () => (waiting = []),
    release: () => {
      for (const pass of waiting ?? []) pass();
      waiting = null;
    },
  };
}

/** A document whose changes come as single updates. */
function recorded(): { readonly doc: Y.Doc; readonly updates: Uint8Array[]; write(key: string): void } {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  return { doc, updates, write: (key) => void doc.getMap("people").set(key, new Y.Map()) };
}

it("PRO-8: offline edits, and a key typed while a slow hello is on its way, arrive whole and are then saved", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const { url, hold, release } = await heldNetwork(server.url);
  const ann = await new SyncDesk(url, planId).synced();
  const missionId = ann.do(addMission, { title: "Services" });
  await ann.saved();
  ann.provider.disconnect();
  ann.do(renameMission, { missionId, title: "Services people like" });
  ann.provider.params = { ...ann.provider.params, epoch: ann.hellos[0]?.epoch ?? "" };
  hold();
  ann.provider.connect();
  await new Promise<void>((resolve) =>
    ann.provider.on("status", ({ status }) => {
      if (status === "connected") resolve();
    }),
  );
  // Connected, but nothing of the server's has come: this goes ahead of the client's SyncStep2.
  expect(ann.hellos).toHaveLength(1);
  ann.do(renameMission, { missionId, title: "Services people prefer" });
  const saved = ann.saved();
  expect(ann.hellos).toHaveLength(1);
  release();
  await saved;
  expect((await server.rooms.read(planId))?.records.missions.get(missionId)?.title).toBe("Services people prefer");
  const bob = await new SyncDesk(server.url, planId).synced();
  expect(bob.records.missions.get(missionId)?.title).toBe("Services people prefer");
  expect(ann.closes.filter((code) => code !== 0 && code !== 1005)).toEqual([]);
});

it("PRO-8: a gapped update and what follows it wait for SyncStep2, and so do their marks", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const client = await new RawClient(server.url, planId).greet();
  await client.next("step2");
  const { doc, updates, write } = recorded();
  for (const key of ["a", "b", "c"]) write(key);
  client.update(updates[1] ?? new Uint8Array());
  client.mark(1);
  client.update(updates[2] ?? new Uint8Array());
  client.mark(2);
  // A deletion of what has not come yet is a gap like any other.
  doc.getMap("people").delete("a");
  client.update(updates[3] ?? new Uint8Array());
  client.mark(3);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(client.kinds()).not.toContain("saved");
  expect((await server.rooms.read(planId))?.records.people.size).toBe(0);
  client.step2(Y.encodeStateAsUpdate(doc));
  for (const n of [1, 2, 3]) expect((await client.next("saved")).n).toBe(n);
  const people = (await server.rooms.read(planId))?.records.people;
  expect([...(people?.keys() ?? [])].sort()).toEqual(["b", "c"]);
});

it("PRO-9: a gap after SyncStep2 makes the server ask again; the third one closes with 4400", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const client = await new RawClient(server.url, planId).greet();
  await client.next("step1");
  await client.next("step2");
  client.step2(Y.encodeStateAsUpdate(new Y.Doc()));
  for (const round of [1, 2]) {
    const { updates, write } = recorded();
    write(`a${round}`);
    write(`b${round}`);
    client.update(updates[1] ?? new Uint8Array());
    await client.next("step1");
    client.step2(Y.encodeStateAsUpdate(new Y.Doc()));
  }
  const { updates, write } = recorded();
  write("a3");
  write("b3");
  client.update(updates[1] ?? new Uint8Array());
  expect(await client.closed()).toBe(4400);
  expect((await server.rooms.read(planId))?.records.people.size).toBe(0);
});

it("PRO-9: asking again brings what was missing, and the client goes on", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const client = await new RawClient(server.url, planId).greet();
  client.step2(Y.encodeStateAsUpdate(new Y.Doc()));
  const { doc, updates, write } = recorded();
  for (const key of ["a", "b", "c"]) write(key);
  await client.next("step1");
  client.update(updates[1] ?? new Uint8Array());
  client.mark(1);
  await client.next("step1");
  client.step2(Y.encodeStateAsUpdate(doc));
  expect((await client.next("saved")).n).toBe(1);
  write("d");
  client.update(updates[3] ?? new Uint8Array());
  client.mark(2);
  expect((await client.next("saved")).n).toBe(2);
  expect((await server.rooms.read(planId))?.records.people.size).toBe(4);
});
