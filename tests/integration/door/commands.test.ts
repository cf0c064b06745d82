import { describe, expect, it, onTestFinished } from "vitest";

import { newId } from "#shared/model/id.ts";
import type { CheckInId } from "#shared/model/id.ts";
import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import { ask } from "#tests/support/ask.ts";
import { doorPlan } from "#tests/support/doorPlan.ts";
import { principalOf } from "#tests/support/principalOf.ts";
import { RawClient } from "#tests/support/rawClient.ts";
import { startServer } from "#tests/support/startServer.ts";
import { heldStorage } from "#tests/support/storageWith.ts";
import { SyncDesk } from "#tests/support/syncDesk.ts";
import { temporaryFolder } from "#tests/support/temporaryFolder.ts";
import { startTestServer } from "#tests/support/testServer.ts";

describe("commands that the server runs", () => {
  it("PRO-110: a contributor's check-in is seen by others under the contributor's name, and can be taken back", async () => {
    const server = await startServer({ client: "none" });
    const door = await doorPlan(server);
    const url = `ws://localhost:${server.port}/sync`;
    const witness = await new SyncDesk(url, door.planId, { cookie: door.cookies.viewer }).synced();
    const socket = await new RawClient(url, door.planId, { cookie: door.cookies.contributor }).greet();
    const hello = await socket.next("hello");
    expect(hello.hello).toMatchObject({ role: "contributor", personId: door.people.contributor });
    const request = {
      key: newId(),
      name: "recordCheckIn",
      input: { objectiveId: door.own, status: "onTrack", note: "Done by Friday" },
    };
    const answer = await socket.command(request);
    expect(answer).toMatchObject({
      key: request.key,
      ok: true,
      changed: true,
      summary: "Checked in on “Connie's own”: On track",
    });
    const checkInId = answer?.ok === true ? (answer.value as CheckInId) : null;
    await expect
      .poll(() => witness.records.checkIns.get(checkInId!))
      .toMatchObject({
        by: door.people.contributor,
        status: "onTrack",
        note: "Done by Friday",
      });
    expect(await door.command("contributor", "withdrawCheckIn", { checkInId })).toMatchObject({ ok: true });
    await expect.poll(() => witness.records.checkIns.get(checkInId!)?.withdrawnAt).toEqual(expect.any(Number));
    // A refusal says why, in the words of the command.
    expect(await door.command("contributor", "withdrawCheckIn", { checkInId })).toMatchObject({
      ok: false,
      error: { code: "checkInWithdrawn", message: expect.stringMatching(/\.$/) },
    });
    expect(await door.command("contributor", "recordCheckIn", { objectiveId: "../odd" })).toMatchObject({
      ok: false,
      error: { code: "malformedInput" },
    });
  });

  it("PRO-110: an answer comes once what was done is on disk", async () => {
    const { storage, hold, release } = heldStorage(await openSqliteStorage({ dataDir: temporaryFolder() }));
    const server = await startTestServer({ storage });
    const planId = await server.createPlan();
    onTestFinished(release);
    const socket = await new RawClient(server.url, planId, { userId: "ed", role: "editor" }).greet();
    await socket.next("step2");
    hold();
    const answered = socket.command({ key: newId(), name: "addMission", input: { title: "Held" } });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(socket.kinds()).not.toContain("commandResult");
    expect(socket.kinds()).not.toContain("update");
    release();
    expect(await answered).toMatchObject({ ok: true });
    // What it did comes first, so whoever asked has it when they hear that it is done.
    expect(socket.kinds().filter((kind) => kind === "update" || kind === "commandResult")).toEqual([
      "update",
      "commandResult",
    ]);
  });

  it("PRO-111: a command that comes again under its key is done once, at once, later, by another way, after a restart", async () => {
    const dataDir = temporaryFolder();
    const key = newId();
    const request = { key, name: "addMission", input: { title: "Once" } };
    const first = await startTestServer({ dataDir });
    const planId = await first.createPlan();
    const ed = { userId: "ed", role: "editor" } as const;
    const socket = await new RawClient(first.url, planId, ed).greet();
    const twin = await new RawClient(first.url, planId, ed).greet();
    const both = await Promise.all([socket.command(request), twin.command(request)]);
    expect(both[0]).toMatchObject({ ok: true, changed: true });
    expect(both[1]).toEqual(both[0]);
    expect(await twin.command({ ...request, input: { title: "Something else" } })).toEqual(both[0]);
    // Another person's key is another key.
    const other = await new RawClient(first.url, planId, { userId: "eve", role: "editor" }).greet();
    expect(await other.command(request)).not.toEqual(both[0]);
    await first.stop();

    const second = await startTestServer({ dataDir });
    const later = await new RawClient(second.url, planId, ed).greet();
    expect(await later.command(request)).toEqual(both[0]);
    const records = (await second.rooms.read(planId))?.records;
    expect([...(records?.missions.values() ?? [])].map(({ title }) => title)).toEqual(["Once", "Once"]);
  });

  it("PRO-118: what is made is named after the key, unless something has that name", async () => {
    const server = await startServer({ client: "none" });
    const door = await doorPlan(server);
    const key = newId();
    const made = (answer: Awaited<ReturnType<typeof door.command>>): unknown =>
      typeof answer === "object" && answer.ok ? answer.value : answer;
    const note = { objectiveId: door.own, note: "mine" };
    expect(made(await door.command("contributor", "recordCheckIn", note, key))).toBe(`${key}-1`);
    // Somebody who learns the name writes over nothing.
    expect(made(await door.command("owner", "recordCheckIn", { ...note, note: "theirs" }, key))).not.toBe(`${key}-1`);
    const records = (await server.rooms.read(door.planId))?.records;
    expect([...(records?.checkIns.values() ?? [])].map((checkIn) => checkIn.note).sort()).toEqual(["mine", "theirs"]);
    const odd = "A-key-of-another-kind";
    expect(made(await door.command("contributor", "recordCheckIn", note, odd))).toMatch(/^[0-9a-f]{32}$/);
  });

  it("PRM-12: a check-in that was said a while ago is dated so and follows nothing later; a date out of bounds is not believed", async () => {
    const server = await startServer({ client: "none" });
    const door = await doorPlan(server);
    const said = async (note: string, at: number): Promise<CheckInId> => {
      const body = { key: newId(), name: "recordCheckIn", input: { objectiveId: door.own, note }, at };
      const answer = (await door.as("contributor", `/plans/${door.planId}/commands`, { body })).json();
      return (answer as { readonly value: CheckInId }).value;
    };
    const hour = 3_600_000;
    const now = Date.now();
    await door.command("editor", "recordCheckIn", { objectiveId: door.own, status: "offTrack" });
    const first = await said("on the train", now - 2 * hour);
    const second = await said("a stop later", now - hour);
    const [past, future] = [await said("last year", now - 400 * 24 * hour), await said("tomorrow", now + 24 * hour)];
    const records = (await server.rooms.read(door.planId))?.records;
    const checkIn = (id: CheckInId): unknown => records?.checkIns.get(id);
    expect(checkIn(first)).toMatchObject({ at: now - 2 * hour, after: [] });
    expect(checkIn(second)).toMatchObject({ at: now - hour, after: [first] });
    for (const odd of [past, future]) expect(records?.checkIns.get(odd)?.at).toBeGreaterThanOrEqual(now);
    expect(records?.histories.get(door.own)?.map(({ note }) => note)).toEqual([
      "on the train",
      "a stop later",
      "",
      "last year",
      "tomorrow",
    ]);
  });

  it("PRO-111: over HTTP and the socket a key is the same one", async () => {
    const server = await startServer({ client: "none" });
    const door = await doorPlan(server);
    const key = newId();
    const input = { objectiveId: door.own, note: "Said once" };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => door.command("contributor", "recordCheckIn", input, key)),
    );
    const socket = new RawClient(`ws://localhost:${server.port}/sync`, door.planId, {
      cookie: door.cookies.contributor,
    });
    await socket.greet();
    answers.push((await socket.command({ key, name: "recordCheckIn", input })) ?? -1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const records = (await server.rooms.read(door.planId))?.records;
    expect(records?.checkIns.size).toBe(1);
  });

  it("PRO-133: a command with so long a list that everybody would wait for it is refused with words, one with less is done", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const asker = { principal: principalOf("ed"), mayStill: () => true };
    const command = (name: string, input: unknown): Promise<unknown> =>
      server.rooms.command(planId, asker, { key: newId(), name, input });
    await command("addMission", { title: "Mission" });
    const missionId = [...((await server.rooms.read(planId))?.records.missions.keys() ?? [])][0];
    const add = (count: number): Promise<unknown> =>
      command("addObjectives", { missionId, titles: Array.from({ length: count }, (_, nth) => `Card ${nth}`) });
    expect(await add(251)).toMatchObject({ ok: false, error: { code: "tooMuchAtOnce" } });
    expect(await add(250)).toMatchObject({ ok: true });
  });

  it("PRO-112: unknown commands, too many of them, and what there is no room for are refused with words", async () => {
    const server = await startServer({ client: "none", limits: { commandsPerMinute: 6 } });
    const planId = await server.createPlan();
    const codes: unknown[] = [];
    const send = async (name: string, input: unknown): Promise<void> => {
      const answer = await ask(`${server.url}/api/plans/${planId}/commands`, { body: { key: newId(), name, input } });
      codes.push((answer.json() as { error?: { code: string } }).error?.code ?? "done");
    };
    for (const name of ["toString", "__proto__", "constructor", ""]) await send(name, {});
    for (let nth = 0; nth < 7; nth += 1) await send("addMission", { title: String(nth) });
    expect(codes).toEqual([
      ...Array.from({ length: 4 }, () => "noSuchCommand"),
      ...Array.from({ length: 6 }, () => "done"),
      "tooManyCommands",
    ]);
    for (const odd of [{}, { key: "short", name: "addMission", input: {} }, { key: newId(), input: {} }, []]) {
      expect((await ask(`${server.url}/api/plans/${planId}/commands`, { body: odd })).status).toBe(400);
    }
    const full = await startTestServer({ limits: { documentBytes: 300_000 } });
    const small = await full.createPlan();
    const socket = await new RawClient(full.url, small, { userId: "ed", role: "editor" }).greet();
    const refused: unknown[] = [];
    for (let nth = 0; nth < 8; nth += 1) {
      const input = { purpose: newId().repeat(60) };
      const answer = await socket.command({ key: newId(), name: "setPurpose", input });
      refused.push(answer?.ok === false ? answer.error.code : "done");
    }
    expect(refused[0]).toBe("done");
    const closed = await new RawClient(full.url, small, { userId: "bad", role: "viewer" }).greet();
    closed.send(Uint8Array.of(7, 2, 0x7b, 0x7d));
    expect(await closed.closed()).toBe(4400);
  });
});
