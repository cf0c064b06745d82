import { expect, it } from "vitest";
import * as Y from "yjs";

import { recordCheckIn } from "#shared/commands/checkIns.ts";
import { addObjective, moveObjective } from "#shared/commands/objectives.ts";
import { addPerson } from "#shared/commands/people.ts";
import { parseCheckInEntry } from "#shared/model/checkIn.ts";
import type { MissionId, ObjectiveId } from "#shared/model/id.ts";
import { columns } from "#shared/queries/board.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";
import { ask } from "../../support/ask.ts";
import { ClientWindow, until } from "../../support/clientWindow.ts";
import { done } from "../../support/factories.ts";
import { hostileUpdate } from "../../support/hostileContent.ts";
import { RawClient } from "../../support/rawClient.ts";
import { startServer } from "../../support/startServer.ts";

it("PRO-91: whatever a client writes that is well-formed passes, and pages, exports, imports and metrics go on", async () => {
  const server = await startServer();
  const planId = await server.createPlan();
  const window = await new ClientWindow(server.url, planId).reaches("saved");
  const hostile = await new RawClient(`${server.url.replace("http", "ws")}/sync`, planId).greet();
  const { content } = await hostile.next("step2");
  hostile.step2(hostileUpdate(content));
  hostile.mark(1);
  expect((await hostile.next("saved")).n).toBe(1);

  // Somebody who has the plan open goes on working in it.
  const missionId = "services" as MissionId;
  const objectiveId = "laptops" as ObjectiveId;
  await until(() => window.records.objectives.has(objectiveId));
  const by = done(window.session.run(addPerson, { name: "Ada" })).value;
  void window.session.setIdentity(by);
  const added = done(window.session.run(addObjective, { missionId, title: "Goes on" })).value;
  done(window.session.run(moveObjective, { objectiveId: added, missionId, before: objectiveId }));
  done(window.session.run(recordCheckIn, { objectiveId, status: "atRisk" }));
  expect(columns(window.records).flatMap(({ objectives }) => objectives).length).toBeGreaterThan(100);
  for (const id of window.records.objectives.keys())
    expect(objectiveState(window.records, id).status).toBeTypeOf("string");
  await window.reaches("saved");

  // Somebody who opens it now sees the same, and the export can be imported again.
  const fresh = await new ClientWindow(server.url, planId).reaches("saved");
  expect(fresh.records).toEqual(window.records);
  const exported = await ask(`${server.url}/api/plans/${planId}/export`);
  expect(exported.status).toBe(200);
  expect((await ask(`${server.url}/api/plans`, { body: JSON.parse(exported.text) })).status).toBe(201);
  expect((await ask(`${server.url}/metrics`)).status).toBe(200);
  expect((await ask(`${server.url}/api/plans`)).status).toBe(200);
});

it("PRO-91: text that is not UTF-8, as half of a character is not, is refused", async () => {
  const server = await startServer();
  const planId = await server.createPlan();
  const client = await new RawClient(`${server.url.replace("http", "ws")}/sync`, planId).greet();
  const doc = new Y.Doc();
  doc.getMap("people").set("a", "xyz");
  const update = Y.encodeStateAsUpdate(doc);
  const at = update.lastIndexOf("x".charCodeAt(0));
  client.update(Uint8Array.from([...update.subarray(0, at), 0xed, 0xa0, 0x80, ...update.subarray(at + 3)]));
  expect(await client.closed()).toBe(4409);
});

it("PRO-91: a check-in is read with at most a hundred that it follows, and as many values", () => {
  const ids = Array.from({ length: 5_000 }, (_, at) => `c${at}`);
  const value = { objectiveId: "o", at: 1, by: "p", after: ids, values: Object.fromEntries(ids.map((id) => [id, 1])) };
  const entry = parseCheckInEntry("c", value);
  expect(entry?.kind === "checkIn" && [entry.checkIn.after.length, entry.checkIn.values.size]).toEqual([100, 100]);
});
