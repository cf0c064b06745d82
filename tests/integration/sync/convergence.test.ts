import { isDeepStrictEqual } from "node:util";

import { expect, it } from "vitest";
import * as Y from "yjs";

import { recordCheckIn } from "#shared/commands/checkIns.ts";
import { addMission, renameMission } from "#shared/commands/missions.ts";
import { addObjective, archiveObjective, moveObjective, renameObjective } from "#shared/commands/objectives.ts";
import { addPerson } from "#shared/commands/people.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { pick, seededRandom } from "../../support/seeded.ts";
import { startTestServer } from "../../support/testServer.ts";
import { SyncDesk } from "../../support/syncDesk.ts";

it("PRO-1: two clients with the stock provider see each other's changes", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const ann = await new SyncDesk(server.url, planId).synced();
  const bob = await new SyncDesk(server.url, planId).synced();
  const missions = [ann.do(addMission, { title: "Services" }), ann.do(addMission, { title: "Data" })] as const;
  const card = ann.do(addObjective, { missionId: missions[0], title: "Refresh laptops" });
  await expect.poll(() => bob.records.objectives.get(card)?.title).toBe("Refresh laptops");
  bob.do(moveObjective, { objectiveId: card, missionId: missions[1], before: null });
  await expect.poll(() => ann.records.objectives.get(card)?.placement.missionId).toBe(missions[1]);
  expect(ann.records).toEqual(bob.records);
  await ann.saved();
  expect((await server.rooms.read(planId))?.records).toEqual(ann.records);
  expect(server.complaints).toEqual([]);
});

it("PRO-1: six people who come, go and write offline end with the plan that is on disk", async () => {
  const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 32));
  const random = seededRandom(seed);
  const server = await startTestServer({ limits: { checkpointRows: 30, roomGraceMs: 10 } });
  const planId = await server.createPlan();
  const desks = Array.from({ length: 6 }, (_, at) => new SyncDesk(server.url, planId, { userId: `user${at}` }));
  for (const [at, desk] of desks.entries()) {
    await desk.synced();
    desk.actor = { role: "editor", personId: desk.do(addPerson, { name: `Person ${at}` }) };
    desk.provider.params = { ...desk.provider.params, epoch: desk.hellos[0]?.epoch ?? "" };
    desk.do(addMission, { title: `Mission ${at}` });
  }
  for (let step = 0; step < 400; step += 1) {
    const desk = pick(random, desks);
    if (!desk) break;
    if (random() < 0.06) {
      if (desk.provider.wsconnected) desk.provider.disconnect();
      else desk.provider.connect();
    } else act(desk, random);
    if (random() < 0.3) await new Promise((resolve) => setTimeout(resolve, random() * 10));
  }
  for (const desk of desks) {
    desk.provider.connect();
    await desk.synced();
    await desk.saved();
  }
  for (const desk of desks) {
    // What the last of them brought may still be on its way to either.
    const message = `seed ${seed}`;
    await expect.poll(() => isDeepStrictEqual(desk.records, desks[0]?.records), { message }).toBe(true);
    expect(
      desk.closes.filter((code) => code >= 4000),
      `seed ${seed}`,
    ).toEqual([]);
  }
  const log = await server.storage.load(planId);
  const replayed = planDocument(newYDoc());
  for (const update of [...(log?.checkpoint ? [log.checkpoint] : []), ...(log?.updates ?? [])]) {
    Y.applyUpdate(replayed.doc, update);
  }
  expect(readPlan(replayed).records, `seed ${seed}`).toEqual(desks[0]?.records);
  expect((await server.rooms.read(planId))?.records, `seed ${seed}`).toEqual(desks[0]?.records);
  const fresh = await new SyncDesk(server.url, planId, { userId: "fresh" }).synced();
  expect(fresh.records, `seed ${seed}`).toEqual(desks[0]?.records);
  expect(server.complaints, `seed ${seed}`).toEqual([]);
});

function act(desk: SyncDesk, random: () => number): void {
  const missionId = pick(random, [...desk.records.missions.keys()]);
  const objectiveId = pick(random, [...desk.records.objectives.keys()]);
  if (missionId === undefined) return;
  const title = `Title ${Math.floor(random() * 1_000)}`;
  if (objectiveId === undefined || random() < 0.2) return void desk.run(addObjective, { missionId, title });
  const choice = Math.floor(random() * 7);
  if (choice === 0) desk.run(moveObjective, { objectiveId, missionId, before: null });
  if (choice === 1) desk.run(renameObjective, { objectiveId, title });
  if (choice === 2) desk.run(renameMission, { missionId, title });
  if (choice === 3) desk.run(archiveObjective, { objectiveId });
  if (choice === 4) desk.run(recordCheckIn, { objectiveId, status: "atRisk", note: title });
  if (choice === 5) desk.undo();
  if (choice === 6) desk.redo();
}
