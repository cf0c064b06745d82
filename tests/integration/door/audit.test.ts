import { expect, it, onTestFinished } from "vitest";

import { AuditTrail } from "#server/auth/auditTrail.ts";
import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import { renameObjective } from "#shared/commands/objectives.ts";
import { parseAudit } from "#shared/protocol/audit.ts";
import { newId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { NOON } from "#tests/support/factories.ts";
import { principalOf } from "#tests/support/principalOf.ts";
import { temporaryFolder } from "#tests/support/temporaryFolder.ts";
import { doorPlan } from "#tests/support/doorPlan.ts";
import { inviteTo, openLink, OWNER_NAME } from "#tests/support/signedIn.ts";
import { startServer } from "#tests/support/startServer.ts";
import { SyncDesk } from "#tests/support/syncDesk.ts";

it("SRV-76: owners see who did what, by which way and with which result, and no text of the plan", async () => {
  const server = await startServer({ client: "none" });
  const door = await doorPlan(server);
  const secret = "Sesame-open-4711";
  const plan = `/plans/${door.planId}`;
  const desk = await new SyncDesk(`ws://localhost:${server.port}/sync`, door.planId, {
    cookie: door.cookies.editor,
  }).synced();
  desk.actor = { role: "editor", personId: door.people.editor };
  for (const title of [`${secret} 1`, `${secret} 2`]) desk.do(renameObjective, { objectiveId: door.other, title });
  await desk.saved();
  await door.command("contributor", "recordCheckIn", { objectiveId: door.own, note: secret });
  await door.command("viewer", "renamePlan", { title: secret });
  await door.as("viewer", plan, { method: "DELETE" });
  await door.as("stranger", `${plan}/export`);
  await door.as("editor", `${plan}/export`);
  await door.as("owner", `${plan}/members/${door.userIds.viewer}`, { method: "PATCH", body: { role: "contributor" } });
  await openLink(door.url, await inviteTo(door.url, door.planId, "viewer"), { name: "Nia New" });

  const answer = await door.as("owner", `${plan}/audit`);
  expect(answer.text).not.toContain(secret);
  const page = parseAudit(answer.json());
  expect(page?.keptDays).toBe(365);
  const entries = page?.entries ?? [];
  const told = entries.map(({ name, action, way, done, about }) => [name, action, way, done, about].join(" | "));
  for (const line of [
    "Ed Editor | editObjectives | sync | true | ",
    "Ed Editor | seePlan | sync | true | ",
    "Connie Contributor | recordCheckIn | command | true | ",
    "Vic Viewer | editPlan | command | false | ",
    "Vic Viewer | deletePlan | http | false | ",
    "Ed Editor | exportPlan | http | true | ",
    "Olga Owner | editMembers | http | true | Vic Viewer: contributor",
    `${OWNER_NAME} | createPlan | http | true | empty`,
    `${OWNER_NAME} | editInvites | http | true | viewer`,
    "Nia New | joinPlan | http | true | viewer",
  ]) {
    expect(told).toContain(line);
  }
  expect(told.filter((line) => line.startsWith("Sam"))).toEqual([]);
  const edits = entries.find(({ name, action }) => name === "Ed Editor" && action === "editObjectives");
  expect(edits?.count).toBeGreaterThanOrEqual(2);
  const sequences = entries.map(({ sequence }) => sequence);
  expect(sequences).toEqual(sequences.toSorted((a, b) => b - a));
  const older = parseAudit((await door.as("owner", `${plan}/audit?before=${sequences[2]}`)).json())?.entries ?? [];
  expect(older.map(({ sequence }) => sequence)).toEqual(sequences.slice(3));

  // A year later.
  await server.storage.access.commit([{ kind: "forgetEnded", now: 0, auditBefore: Date.now() + 1, answersBefore: 0 }]);
  expect(parseAudit((await door.as("owner", `${plan}/audit`)).json())?.entries).toEqual([]);
});

it("SRV-42: what was done while the disk refuses is written down once it can be", async () => {
  const faults = { commitDelayMs: 0, failCommits: 0 };
  const storage = await openSqliteStorage({ dataDir: temporaryFolder(), faults, probeMs: 60_000 });
  onTestFinished(() => storage.close());
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const trail = new AuditTrail({ access: storage.access, clock: () => NOON, log, timeScale: 1 });
  const planId = newId<PlanId>();
  const doing = {
    planId,
    principal: principalOf(newId(), { name: "Ed" }),
    action: "seePlan",
    way: "sync",
    done: true,
  } as const;
  trail.note(doing);
  faults.failCommits = 1;
  await trail.flush();
  trail.note(doing);
  trail.note({ ...doing, action: "exportPlan", way: "http" });
  await trail.close();
  const entries = await storage.access.auditOf({ planId, before: Number.MAX_SAFE_INTEGER, most: 9 });
  expect(entries.map(({ action, count }) => [action, count])).toEqual([
    ["exportPlan", 1],
    ["seePlan", 2],
  ]);
});
