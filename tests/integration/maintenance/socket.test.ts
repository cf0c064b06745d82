import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";

import { expect, it, onTestFinished } from "vitest";

import { askServer } from "#server/maintenance/askServer.ts";
import type { Report } from "#server/maintenance/command.ts";
import { listenForCommands } from "#server/maintenance/listenForCommands.ts";
import type { CommandSocketOptions } from "#server/maintenance/listenForCommands.ts";
import { socketPath } from "#server/maintenance/socketPath.ts";
import type { Log } from "#server/log.ts";
import { temporaryFolder } from "#tests/support/temporaryFolder.ts";

const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function listen(carryOut: CommandSocketOptions["carryOut"]): Promise<{ path: string; end: () => void }> {
  const path = join(temporaryFolder(), "waymark.sock");
  const end = await listenForCommands({ path, carryOut, log });
  onTestFinished(end);
  return { path, end };
}

function keptReport(): Report & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep =
    (kind: string) =>
    (line: string): void =>
      void lines.push(`${kind}: ${line}`);
  return { lines, progress: keep("progress"), say: keep("say"), complain: keep("complain") };
}

it("SRV-31: what a command says on the way is heard in order, and what came of it", async () => {
  const { path } = await listen(async (command, { progress, say, complain }) => {
    progress("1 of 2");
    complain("two\nlines");
    say(`${command.name} ended`);
    return command.name === "verify";
  });
  const report = keptReport();
  expect(await askServer(path, { name: "verify" }, report)).toBe(true);
  expect(report.lines).toEqual(["progress: 1 of 2", "complain: two\nlines", "say: verify ended"]);
  expect(await askServer(path, { name: "compact" }, keptReport())).toBe(false);
});

it("SRV-31: while one command is under way another is refused, and afterwards it is not", async () => {
  const gate = Promise.withResolvers<boolean>();
  const begun = Promise.withResolvers<void>();
  const { path } = await listen(() => {
    begun.resolve();
    return gate.promise;
  });
  const first = askServer(path, { name: "verify" }, keptReport());
  await begun.promise;
  const report = keptReport();
  expect(await askServer(path, { name: "compact" }, report)).toBe(false);
  expect(report.lines[0]).toContain("The server is carrying out another command.");
  gate.resolve(true);
  expect(await first).toBe(true);
  expect(await askServer(path, { name: "compact" }, keptReport())).toBe(true);
});

it("SRV-31: a command that fails is told, and one whose asker has gone is finished", async () => {
  let finished = 0;
  const { path } = await listen(async ({ name }, { progress }) => {
    if (name === "compact") throw new Error("The disk is full.");
    for (let line = 0; line < 200; line += 1) {
      progress("x".repeat(10_000));
      await new Promise((resolve) => setImmediate(resolve));
    }
    finished += 1;
    return true;
  });
  const socket = connect(path);
  await once(socket, "connect");
  socket.write('{"name":"verify"}\n');
  await once(socket, "data");
  socket.destroy();
  await expect.poll(() => finished).toBe(1);
  const report = keptReport();
  expect(await askServer(path, { name: "compact" }, report)).toBe(false);
  expect(report.lines).toEqual(["complain: The disk is full."]);
});

it("SRV-31: a server that ends meanwhile is told; where nobody listens there is no answer", async () => {
  const begun = Promise.withResolvers<void>();
  const { path, end } = await listen(() => {
    begun.resolve();
    return new Promise(() => undefined);
  });
  const report = keptReport();
  const asked = askServer(path, { name: "verify" }, report);
  await begun.promise;
  end();
  expect(await asked).toBe(false);
  expect(report.lines).toEqual([expect.stringContaining("The server ended before this was done.")]);
  expect(await askServer(path, { name: "verify" }, report)).toBeNull();
});

it("SRV-31: a path that is too long for a socket is shortened, or there is none", () => {
  expect(socketPath("/data")).toBe("/data/waymark.sock");
  expect(socketPath(join(process.cwd(), "d".repeat(90)))).toBe(join("d".repeat(90), "waymark.sock"));
  expect(socketPath(`/${"d".repeat(200)}`)).toBeNull();
});
