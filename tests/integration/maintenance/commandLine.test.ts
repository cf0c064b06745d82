import { statSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";

import { expect, it, onTestFinished } from "vitest";

import { databaseIn } from "#server/storage/sqlite/dataFolder.ts";
import { ask } from "#tests/support/ask.ts";
import { runMain } from "#tests/support/commandLine.ts";
import { startedServer } from "#tests/support/serverProcess.ts";
import type { ServerProcess } from "#tests/support/serverProcess.ts";
import { damagedStore, inStore, storedRecords, storeExample, tamper } from "#tests/support/storedPlans.ts";
import { temporaryFolder } from "#tests/support/temporaryFolder.ts";

async function startOn(dataDir: string): Promise<ServerProcess> {
  const server = await startedServer({ DATA_DIR: dataDir, LOG_LEVEL: "info" });
  onTestFinished(async () => void (await server.stop("SIGKILL")));
  return server;
}

it("SRV-30: help goes to standard output with 0; what is not understood to standard error with 2", async () => {
  const dataDir = temporaryFolder();
  const help = await runMain(dataDir, ["--help"]);
  expect(help).toMatchObject({ code: 0, stderr: "" });
  expect(help.stdout).toContain("Usage:");
  const refused = await runMain(dataDir, ["stop"]);
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toBe("There is no command “stop”. “node server/main.ts --help” lists the commands.\n");
});

it("SRV-30: a folder without plans is said, and nothing is made in it", async () => {
  const dataDir = join(temporaryFolder(), "elsewhere");
  const { code, stderr } = await runMain(dataDir, ["verify"]);
  expect(code).toBe(1);
  expect(stderr).toContain(`There are no plans in ${dataDir}. Set DATA_DIR`);
  expect(statSync(dataDir, { throwIfNoEntry: false })).toBeUndefined();
});

it("SRV-31: a running server carries commands out and goes on serving; its socket is its owner's alone", async () => {
  const dataDir = temporaryFolder();
  const planId = await inStore(dataDir, storeExample);
  const server = await startOn(dataDir);
  const exported = async (): Promise<unknown> => (await ask(`${server.url}/api/plans/${planId}/export`)).json();
  const before = await exported();
  expect(statSync(join(dataDir, "waymark.sock")).mode & 0o777).toBe(0o600);
  for (const words of [["verify"], ["compact"], ["rebuild", planId], ["backup", join(dataDir, "copy.db")]]) {
    expect(await runMain(dataDir, words)).toMatchObject({ code: 0, complaints: [] });
    await expect.poll(() => server.stderr()).toContain(`"command":"${words[0]}","done":true`);
  }
  expect(await exported()).toEqual(before);
  expect(await server.stop()).toBe(0);
});

it("SRV-31: after a server was killed its socket is in nobody's way", async () => {
  const dataDir = temporaryFolder();
  await inStore(dataDir, storeExample);
  await (await startOn(dataDir)).stop("SIGKILL");
  expect(await runMain(dataDir, ["verify"])).toMatchObject({ code: 0 });
  await startOn(dataDir);
  expect(await runMain(dataDir, ["verify"])).toMatchObject({ code: 0 });
});

it("SRV-39: a backup to where none can be is refused with the reason, and the running server goes on", async () => {
  const dataDir = temporaryFolder();
  const planId = await inStore(dataDir, storeExample);
  const server = await startOn(dataDir);
  const folder = temporaryFolder();
  writeFileSync(join(folder, "file"), "");
  symlinkSync(databaseIn(dataDir), join(folder, "link"));
  const places = [
    // Of which Node never finds out that it has no folder to be made in.
    ["/proc/waymark/copy.db", "was not written: "],
    [join(folder, "file", "copy.db"), "was not written: "],
    [folder, "is no file that could be replaced."],
    [databaseIn(dataDir), "belongs to the server’s own store."],
    [join(dataDir, "waymark.lock"), "belongs to the server’s own store."],
    [join(folder, "link"), "belongs to the server’s own store."],
  ] as const;
  for (const [place, reason] of places) {
    expect(await runMain(dataDir, ["backup", "--force", place]), place).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining(`${place} ${reason}`),
    });
  }
  expect(await ask(`${server.url}/api/plans/${planId}/export`)).toMatchObject({ status: 200 });
  expect(await server.stop()).toBe(0);
  expect(await runMain(dataDir, ["verify"])).toMatchObject({ code: 0 });
  const { code, stderr } = await runMain("/proc/waymark", []);
  expect([code, stderr]).toEqual([1, expect.stringContaining("The data folder /proc/waymark cannot be used")]);
});

it("SRV-31: what is no command is refused, and whoever goes away harms nobody", async () => {
  const dataDir = temporaryFolder();
  await inStore(dataDir, storeExample);
  const server = await startOn(dataDir);
  const say = (text: string): Promise<string> =>
    new Promise((resolve) => {
      let heard = "";
      const socket = connect(join(dataDir, "waymark.sock"), () => socket.write(text));
      socket.on("data", (chunk) => void (heard += chunk.toString()));
      socket.on("close", () => resolve(heard));
    });
  for (const text of ["\n", "verify\n", '{"name":"restore","file":"/b"}\n']) {
    expect(await say(text)).toContain('{"kind":"end","done":false}');
  }
  const socket = connect(join(dataDir, "waymark.sock"), () => {
    socket.write('{"name":"verify"}\n');
    socket.destroy();
  });
  await expect.poll(() => server.stderr()).toContain('"command":"verify","done":true');
  expect(await runMain(dataDir, ["verify"])).toMatchObject({ code: 0 });
});

it("SRV-31: a command whose server ends meanwhile fails and says so", async () => {
  const dataDir = temporaryFolder();
  await inStore(dataDir, async (storage) => {
    for (let plan = 0; plan < 40; plan += 1) await storeExample(storage);
  });
  const server = await startOn(dataDir);
  const running = runMain(dataDir, ["compact"]);
  await expect.poll(() => server.stderr()).toContain('"command":"compact"');
  await server.stop("SIGKILL");
  expect(await running).toMatchObject({ code: 1, stdout: "" });
  expect((await running).stderr).toContain("The server ended before this was done.");
  expect(await runMain(dataDir, ["verify"])).toMatchObject({ code: 0 });
});

it.each(["stopped", "running"])("SRV-32: verify names a damaged plan and what to do, server %s", async (server) => {
  const dataDir = temporaryFolder();
  const { whole, damaged } = await damagedStore(dataDir);
  const modified = statSync(databaseIn(dataDir)).mtimeMs;
  if (server === "running") await startOn(dataDir);
  const { code, stderr } = await runMain(dataDir, ["verify"]);
  expect(code).toBe(1);
  expect(stderr).toContain(`Plan ${damaged} is damaged on disk: row 3 is not what was written.`);
  expect(stderr).not.toContain(whole);
  expect(stderr).toContain("Damaged: 1 of 2 plans. Nothing was changed.");
  expect(stderr).toContain("node server/main.ts restore FILE");
  if (server === "stopped") expect(statSync(databaseIn(dataDir)).mtimeMs).toBe(modified);
});

it("STO-28: a backup of an older Waymark is restored whole; an older store is not looked at until the server has seen it", async () => {
  const [dataDir, folder] = [temporaryFolder(), temporaryFolder()];
  const planId = await inStore(dataDir, storeExample);
  const before = await inStore(dataDir, (storage) => storedRecords(storage, planId));
  const backup = join(folder, "older.db");
  expect(await runMain(dataDir, ["backup", backup])).toMatchObject({ code: 0 });
  // As it was before a plan could have two checkpoints.
  const older = `PRAGMA foreign_keys = OFF; ALTER TABLE checkpoints RENAME TO latest; CREATE TABLE checkpoints (
    plan TEXT PRIMARY KEY REFERENCES plans, sequence INTEGER NOT NULL, content BLOB NOT NULL, checksum INTEGER NOT NULL
    ) STRICT; INSERT INTO checkpoints SELECT * FROM latest; DROP TABLE latest; PRAGMA user_version = 2;`;
  tamper(backup, older);
  tamper(databaseIn(dataDir), older);
  expect(await runMain(dataDir, ["verify"])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("Start the server once, which brings it up to date, then try again."),
  });
  const emptied = temporaryFolder();
  expect(await runMain(emptied, ["restore", backup])).toMatchObject({ code: 0, complaints: [] });
  for (const restored of [emptied, dataDir]) {
    expect(await inStore(restored, (storage) => storedRecords(storage, planId))).toEqual(before);
  }
  expect(await runMain(dataDir, ["verify"])).toMatchObject({ code: 0 });
});
