import { expect, it } from "vitest";
import * as Y from "yjs";

import { addMission } from "#shared/commands/missions.ts";
import { addPerson } from "#shared/commands/people.ts";
import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import { newClientId } from "#shared/document/clientId.ts";
import { parsePresence } from "#shared/protocol/presence.ts";
import { RawClient } from "../../support/rawClient.ts";
import { SyncDesk } from "../../support/syncDesk.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";
import { startTestServer } from "../../support/testServer.ts";
import type { TestServer } from "../../support/testServer.ts";
import type { PlanId } from "#shared/model/id.ts";

async function joined(server: TestServer, planId: PlanId, userId: string): Promise<RawClient & { id: number }> {
  const id = newClientId();
  const client = await new RawClient(server.url, planId, { userId, clientId: id }).greet();
  await client.next("step2");
  return Object.assign(client, { id });
}

it("PRO-14: identity is the server's, whatever the client says it is", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const ann = await new SyncDesk(server.url, planId, { userId: "ann" }).synced();
  const bob = await new SyncDesk(server.url, planId, { userId: "bob" }).synced();
  const personId = ann.do(addPerson, { name: "Ann Lee" });
  await ann.saved();
  const forged = { id: "bob", name: "Bob", colour: 99, role: "owner" };
  ann.provider.awareness.setLocalState({ personId, focus: null, user: forged, extra: "x" });
  const seen = (): unknown => bob.provider.awareness.getStates().get(ann.document.doc.clientID);
  await expect.poll(seen).toBeDefined();
  const presence = parsePresence(seen());
  expect(presence).toMatchObject({ personId, focus: null, user: { name: "Ann Lee", role: "editor" } });
  expect(presence?.user.id).toMatch(/^[0-9a-f]{32}$/);
  expect(seen()).not.toHaveProperty("extra");
});

it("PRO-14: who opens a plan first, or has just been added, is shown under their name while the disk is slow", async () => {
  const faults = { commitDelayMs: 0, failCommits: 0 };
  const server = await startTestServer({ storage: await openSqliteStorage({ dataDir: temporaryFolder(), faults }) });
  const planId = await server.createPlan((document) => {
    const fields = { name: "Ann Lee", mergedInto: null, created: { by: null, at: 1 }, archived: null };
    document.roots.people.set("ann", new Y.Map(Object.entries(fields)));
  });
  faults.commitDelayMs = 150;
  const ann = await joined(server, planId, "ann");
  const watching = new SyncDesk(server.url, planId, { userId: "watcher" });
  ann.presence(ann.id, 1, { personId: "ann", focus: null });
  const bob = await new SyncDesk(server.url, planId, { userId: "bob" }).synced();
  await watching.synced();
  bob.provider.awareness.setLocalState({ personId: bob.do(addPerson, { name: "Bob Ray" }), focus: null });
  const nameOf = (id: number): string | undefined =>
    parsePresence(watching.provider.awareness.getStates().get(id))?.user.name;
  await expect.poll(() => nameOf(ann.id)).toBe("Ann Lee");
  await expect.poll(() => nameOf(bob.document.doc.clientID)).toBe("Bob Ray");
});

it("PRO-14: one user has the same public id and colour everywhere, and it is not the user id", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const watcher = await joined(server, planId, "watcher");
  const [one, two, other] = [
    await joined(server, planId, "ann"),
    await joined(server, planId, "ann"),
    await joined(server, planId, "bob"),
  ];
  for (const client of [one, two, other]) client.presence(client.id, 1, { personId: null, focus: null });
  const users = new Map<number, unknown>();
  while (users.size < 3) {
    for (const [id, { state }] of (await watcher.next("presence")).states) users.set(id, parsePresence(state)?.user);
  }
  expect(users.get(one.id)).toEqual(users.get(two.id));
  expect(users.get(one.id)).not.toEqual(users.get(other.id));
  expect(JSON.stringify([...users.values()])).not.toContain("ann");
});

it("PRO-14: nobody changes, removes or freezes another's state", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const [ann, bob, watcher] = [
    await joined(server, planId, "ann"),
    await joined(server, planId, "bob"),
    await joined(server, planId, "watcher"),
  ];
  ann.presence(ann.id, 1, { personId: null, focus: { objectiveId: "card1" } });
  expect((await watcher.next("presence")).states.get(ann.id)?.state).toMatchObject({ focus: { objectiveId: "card1" } });
  bob.presence(ann.id, 1_000, { personId: null, focus: { objectiveId: "forged" } });
  bob.presence(ann.id, 1_001, null);
  bob.presence(bob.id, 1, { personId: null, focus: { objectiveId: "card2" } });
  const next = await watcher.next("presence");
  expect([...next.states.keys()]).toEqual([bob.id]);
  ann.presence(ann.id, 2, { personId: null, focus: { objectiveId: "card3" } });
  expect((await watcher.next("presence")).states.get(ann.id)).toMatchObject({
    clock: 2,
    state: { focus: { objectiveId: "card3" } },
  });
  expect(bob.kinds()).not.toContain("close");
});

it("PRO-14: at closing the state is removed for the others, and a newcomer is told all that are there", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const [ann, bob] = [await joined(server, planId, "ann"), await joined(server, planId, "bob")];
  ann.presence(ann.id, 3, { personId: null, focus: null });
  expect((await bob.next("presence")).states.has(ann.id)).toBe(true);
  const late = await joined(server, planId, "late");
  expect([...(await late.next("presence")).states.keys()]).toEqual([ann.id]);
  ann.socket.close();
  expect((await bob.next("presence")).states.get(ann.id)).toMatchObject({ clock: 3, state: null });
  expect((await late.next("presence")).states.get(ann.id)?.state).toBeNull();
});

it("PRO-14: a reload of the same client takes its state over, and the old socket's end does not remove it", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const ann = await joined(server, planId, "ann");
  const watcher = await joined(server, planId, "watcher");
  ann.presence(ann.id, 1, { personId: null, focus: null });
  await watcher.next("presence");
  const again = await new RawClient(server.url, planId, { userId: "ann", clientId: ann.id }).greet();
  again.presence(ann.id, 2, { personId: null, focus: { objectiveId: "card1" } });
  await watcher.next("presence");
  ann.socket.close();
  await ann.closed();
  const late = await joined(server, planId, "late");
  expect((await late.next("presence")).states.get(ann.id)?.state).toMatchObject({ focus: { objectiveId: "card1" } });
});

it("PRO-15: a flood of changes is passed on as few, the last one among them", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const ann = await joined(server, planId, "ann");
  const watcher = await joined(server, planId, "watcher");
  const start = performance.now();
  for (let clock = 1; clock <= 500; clock += 1) {
    ann.presence(ann.id, clock, { personId: null, focus: { objectiveId: `card${clock}` } });
  }
  let last = 0;
  let frames = 0;
  while (last < 500) {
    last = (await watcher.next("presence")).states.get(ann.id)?.clock ?? last;
    frames += 1;
  }
  expect(frames).toBeLessThanOrEqual(2 + ((performance.now() - start) / 1_000) * 20);
});

it("PRO-15: a state of 4 KiB passes, one byte more closes with 4400", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const ann = await joined(server, planId, "ann");
  const watcher = await joined(server, planId, "watcher");
  const fill = (bytes: number): unknown => ({ padding: "x".repeat(bytes - '{"padding":""}'.length) });
  ann.presence(ann.id, 1, fill(4 * 1024));
  expect((await watcher.next("presence")).states.has(ann.id)).toBe(true);
  ann.presence(ann.id, 2, fill(4 * 1024 + 1));
  expect(await ann.closed()).toBe(4400);
});

it("PRO-16: who may not edit reads along and is present; what they send changes nothing and is not saved", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const editor = await new SyncDesk(server.url, planId, { userId: "ann" }).synced();
  const viewer = await new SyncDesk(server.url, planId, { userId: "vic", role: "viewer" }).synced();
  expect(viewer.hellos[0]?.role).toBe("viewer");
  const mission = editor.do(addMission, { title: "Services" });
  await expect.poll(() => viewer.records.missions.has(mission)).toBe(true);
  viewer.document.doc.getMap("people").set("forged", "x");
  let saved = false;
  void viewer.saved().then(() => (saved = true));
  viewer.provider.awareness.setLocalState({ personId: null, focus: { objectiveId: "card1" } });
  const id = viewer.document.doc.clientID;
  await expect.poll(() => editor.provider.awareness.getStates().get(id)).toMatchObject({ user: { role: "viewer" } });
  expect(editor.document.roots.people.has("forged")).toBe(false);
  expect(saved).toBe(false);
  expect(viewer.closes).toEqual([]);
  expect((await server.storage.load(planId))?.claims.has(id)).toBe(false);
});
