import { expect, it } from "vitest";

import { addMission } from "#shared/commands/missions.ts";
import { addObjective, moveObjective } from "#shared/commands/objectives.ts";
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
