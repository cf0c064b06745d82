import { describe, expect, it } from "vitest";

import type { Action } from "#shared/permissions/can.ts";
import { newId } from "#shared/model/id.ts";
import type { PersonId } from "#shared/model/id.ts";
import { renamePlan } from "#shared/commands/plan.ts";
import { doorPlan, PRINCIPALS } from "#tests/support/doorPlan.ts";
import type { DoorPlan, Someone } from "#tests/support/doorPlan.ts";
import { RawClient } from "#tests/support/rawClient.ts";
import { startServer } from "#tests/support/startServer.ts";
import { SyncDesk } from "#tests/support/syncDesk.ts";

type Row = Readonly<Record<Someone, string>>;

/** The table of shared/SPEC.md, as the calls are answered. */
const SIGNED_OUT = { stranger: "404", nobody: "401" };
const MEMBERS: Row = { owner: "yes", editor: "yes", contributor: "yes", viewer: "yes", ...SIGNED_OUT };
const OWNERS: Row = { owner: "yes", editor: "403", contributor: "403", viewer: "403", ...SIGNED_OUT };
const EDITORS: Row = { owner: "yes", editor: "yes", contributor: "no", viewer: "no", ...SIGNED_OUT };

describe("the matrix of rights", () => {
  it("PRM-3: over HTTP", async () => {
    const door = await doorPlan(await startServer({ client: "none" }));
    const plan = `/plans/${door.planId}`;
    const editor = door.userIds.editor;
    const calls: readonly (readonly [Action, Row, string, { method?: string; body?: unknown }?])[] = [
      ["seePlan", MEMBERS, plan],
      ["exportPlan", MEMBERS, `${plan}/export`],
      ["seeMembers", MEMBERS, `${plan}/members`],
      ["editMembers", OWNERS, `${plan}/members/${editor}`, { method: "PATCH", body: { role: "editor" } }],
      ["editInvites", OWNERS, `${plan}/invites`],
      ["editInvites", OWNERS, `${plan}/invites`, { body: { role: "viewer" } }],
      ["archivePlan", OWNERS, plan, { method: "PATCH", body: { archived: false } }],
      ["deletePlan", OWNERS, `${plan}/restore`, { body: {} }],
      ["seeAudit", OWNERS, `${plan}/audit`],
    ];
    for (const [action, row, path, question] of calls) {
      for (const someone of PRINCIPALS) {
        const { status } = await door.as(someone, path, question);
        expect(status < 300 ? "yes" : String(status), `${someone} ${action} ${path}`).toBe(row[someone]);
      }
    }
    // Each as the person they are, or somebody of whom no member is; last, because it changes who they are.
    for (const someone of PRINCIPALS) {
      const free = await door.command("owner", "addPerson", { name: `For ${someone}` });
      const claimed = typeof free === "number" || !free.ok ? null : (free.value as PersonId);
      const personId = someone === "contributor" ? door.people.contributor : claimed;
      const { status } = await door.as(someone, `${plan}/me`, { method: "PUT", body: { personId } });
      expect(status < 300 ? "yes" : String(status), `${someone} claimPerson`).toBe(MEMBERS[someone]);
    }
    for (const someone of ["viewer", "contributor", "editor"] as const) {
      const path = `${plan}/members/${door.userIds[someone]}`;
      expect((await door.as(someone, path, { method: "DELETE" })).status, `${someone} leavePlan`).toBe(204);
      expect((await door.as(someone, plan)).status).toBe(404);
    }
  });

  const COMMANDS: readonly (readonly [Action, Row, (door: DoorPlan) => readonly [string, unknown]])[] = [
    ["editPlan", EDITORS, () => ["renamePlan", { title: `Renamed ${newId()}` }]],
    ["editMissions", EDITORS, () => ["addMission", { title: "One more" }]],
    ["editObjectives", EDITORS, ({ missionId }) => ["addObjective", { missionId, title: "One more" }]],
    ["editKeyResults", EDITORS, ({ keyResultId }) => ["changeKeyResult", { keyResultId, title: newId() }]],
    ["editPeople", EDITORS, ({ people }) => ["renamePerson", { personId: people.editor, name: newId() }]],
    ["addPerson", { ...EDITORS, contributor: "yes" }, () => ["addPerson", { name: newId() }]],
    [
      "recordCheckIn",
      { ...EDITORS, contributor: "yes" },
      ({ own }) => ["recordCheckIn", { objectiveId: own, note: "x" }],
    ],
    ["recordCheckIn", EDITORS, ({ other }) => ["recordCheckIn", { objectiveId: other, note: "x" }]],
  ];

  it("PRM-3: by command, over the socket and over HTTP", async () => {
    const server = await startServer({ client: "none" });
    const door = await doorPlan(server);
    const sockets = new Map<Someone, RawClient>();
    for (const someone of ["owner", "editor", "contributor", "viewer"] as const) {
      const client = new RawClient(`ws://localhost:${server.port}/sync`, door.planId, {
        cookie: door.cookies[someone],
      });
      sockets.set(someone, await client.greet());
    }
    for (const [action, row, of] of COMMANDS) {
      for (const someone of PRINCIPALS) {
        const [name, input] = of(door);
        const overHttp = await door.command(someone, name, input);
        expect(told(overHttp), `${someone} ${action} over HTTP`).toBe(row[someone]);
        const socket = sockets.get(someone);
        if (!socket) continue;
        const [again, anew] = of(door);
        const overSocket = await socket.command({ key: newId(), name: again, input: anew });
        expect(told(overSocket ?? -1), `${someone} ${action} over the socket`).toBe(row[someone]);
      }
    }
  });

  it("PRM-3: a check-in is taken back by its author only", async () => {
    const door = await doorPlan(await startServer({ client: "none" }));
    for (const author of ["editor", "contributor"] as const) {
      const made = await door.command(author, "recordCheckIn", { objectiveId: door.own, note: "said" });
      if (typeof made === "number" || !made.ok) throw new Error("Nothing was recorded.");
      const input = { checkInId: made.value };
      for (const someone of PRINCIPALS.filter((other) => other !== author)) {
        const expected = someone === "stranger" ? "404" : someone === "nobody" ? "401" : "no";
        expect(told(await door.command(someone, "withdrawCheckIn", input)), someone).toBe(expected);
      }
      expect(told(await door.command(author, "withdrawCheckIn", input)), author).toBe("yes");
    }
  });

  it("PRM-3: by sync and awareness", async () => {
    const server = await startServer({ client: "none" });
    const door = await doorPlan(server);
    const url = `ws://localhost:${server.port}/sync`;
    const witness = await new SyncDesk(url, door.planId, { cookie: door.cookies.owner }).synced();
    for (const someone of ["owner", "editor", "contributor", "viewer"] as const) {
      const desk = await new SyncDesk(url, door.planId, { cookie: door.cookies[someone] }).synced();
      expect(desk.hellos[0]?.role).toBe(someone);
      expect(desk.records.plan.title).toBe(witness.records.plan.title);
      desk.provider.awareness.setLocalState({ personId: null, focus: null, idle: false });
      const id = desk.document.doc.clientID;
      const seen = (): unknown => witness.provider.awareness.getStates().get(id);
      await expect.poll(seen).toMatchObject({ user: { role: someone } });

      const title = `As ${someone}`;
      desk.actor = { role: "editor", personId: null };
      desk.do(renamePlan, { title });
      const mayWrite = someone === "owner" || someone === "editor";
      if (mayWrite) await expect.poll(() => witness.records.plan.title).toBe(title);
      else {
        // Whatever was sent before is dealt with once this command is answered.
        await door.command("owner", "addMission", { title: `After ${someone}` });
        await expect.poll(() => [...witness.records.missions.values()].at(-1)?.title).toBe(`After ${someone}`);
        expect(witness.records.plan.title).not.toBe(title);
      }
      desk.leave();
    }
    const outside = [
      ["stranger", 4404],
      ["nobody", 4401],
    ] as const;
    for (const [someone, code] of outside) {
      const client = new RawClient(url, door.planId, { cookie: door.cookies[someone] });
      expect(await client.closed(), someone).toBe(code);
      expect(client.kinds()).toEqual(["close"]);
    }
    // The same for a plan that is not there.
    expect(await new RawClient(url, newId(), { cookie: door.cookies.stranger }).closed()).toBe(4404);
  });
});

/** An answer to a command as the table says it. */
function told(answer: Awaited<ReturnType<DoorPlan["command"]>>): string {
  if (typeof answer === "number") return String(answer);
  if (answer.ok) return "yes";
  return answer.error.code === "notAllowed" ? "no" : `${answer.error.code}: ${answer.error.message}`;
}
