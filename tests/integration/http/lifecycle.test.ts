import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it, onTestFinished } from "vitest";
import type { WebSocket } from "ws";

import { databaseIn } from "#server/storage/sqlite/dataFolder.ts";
import { parseCreatedPlan } from "#shared/protocol/httpApi.ts";
import { ownerSocket } from "#tests/support/ownerSocket.ts";
import { ask } from "#tests/support/ask.ts";
import { startedServer, startServerProcess } from "#tests/support/serverProcess.ts";
import type { ServerProcess } from "#tests/support/serverProcess.ts";
import { tamper } from "#tests/support/storedPlans.ts";
import { temporaryFolder } from "#tests/support/temporaryFolder.ts";

const OLD_NODE = fileURLToPath(new URL("../../../server/oldNode.ts", import.meta.url));

async function start(env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const server = await startedServer({ DATA_DIR: temporaryFolder(), ...env });
  onTestFinished(async () => void (await server.stop("SIGKILL")));
  return server;
}

async function failedStart(env: Readonly<Record<string, string>>): Promise<{ code: number | null; stderr: string }> {
  const outcome = await startServerProcess({ DATA_DIR: temporaryFolder(), ...env });
  if (!("url" in outcome)) return outcome;
  await outcome.stop("SIGKILL");
  throw new Error("The server started.");
}

function closeCodeOf(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.on("close", (code) => resolve(code)));
}

describe("the life of the process", () => {
  it("SRV-4: ready is one line with the address, and the server answers there", async () => {
    const server = await start();
    expect(server.stdout()).toMatch(/^Waymark is ready at http:\/\/localhost:\d+\nOpen this to become its owner .+\n$/);
    expect((await ask(`${server.url}/readyz`)).status).toBe(200);
    expect(server.stderr()).toBe("");
  });

  it("SRV-66: a server whose first owner's entry is damaged starts, says what to do and lets nobody take their place", async () => {
    const DATA_DIR = temporaryFolder();
    await (await start({ DATA_DIR })).stop();
    tamper(databaseIn(DATA_DIR), "UPDATE access SET content = replace(content, 'Olive', 'Oliver') WHERE kind = 'user'");
    const server = await start({ DATA_DIR });
    expect(server.stdout()).toMatch(/^Waymark is ready at \S+\n$/);
    await expect.poll(() => server.stderr()).toContain("then restore a backup");
    expect((await ask(`${server.url}/readyz`)).status).toBe(200);
    expect((await ask(`${server.url}/api/session`)).status).toBe(503);
  });

  it("SRV-3: the server listens on this machine only", async () => {
    const server = await start();
    const { port } = new URL(server.url);
    // Another address of this machine, which every system has under Linux and Windows.
    await expect(ask(`http://127.0.0.2:${port}/healthz`, { headers: { host: `localhost:${port}` } })).rejects.toThrow();
  });

  it("SRV-83: an https address without a proxy that is said to be there is warned of; with one nothing is", async () => {
    const said = async (env: Readonly<Record<string, string>>): Promise<string> => {
      const settings = { DATA_DIR: temporaryFolder(), PUBLIC_URL: "https://plan.example.org", ...env };
      const server = await startedServer(settings, { ownerComesIn: false });
      await server.stop();
      return server.stderr();
    };
    expect(await said({})).toContain("Set TLS=proxy");
    expect(await said({ TLS: "proxy" })).toBe("");
  });

  it("SRV-5: wrong settings are listed, one line each", async () => {
    const { code, stderr } = await failedStart({ PORT: "x", LOG_LEVEL: "loud", HOST: "0.0.0.0" });
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(4);
    expect(stderr).toContain("PORT is “x”.");
  });

  it("SRV-5: a port in use is said in one line", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await failedStart({ PORT: String(port) });
    expect(code).toBe(1);
    expect(stderr).toBe(
      `Port ${port} is in use already. Stop what uses it, or set PORT to another one; 0 takes a free one.\n`,
    );
  });

  it("SRV-5: a second server on the same data folder stops, and the first goes on", async () => {
    const DATA_DIR = temporaryFolder();
    const first = await start({ DATA_DIR });
    const { code, stderr } = await failedStart({ DATA_DIR });
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain(DATA_DIR);
    expect((await ask(`${first.url}/readyz`)).status).toBe(200);
  });

  it("SRV-5: a data folder that cannot be made is said in one line", async () => {
    const { code, stderr } = await failedStart({ DATA_DIR: "/dev/null/plans" });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^The data folder \/dev\/null\/plans cannot be used \(.*\)\. Set DATA_DIR to another one\.\n$/,
    );
  });

  it("SRV-5: a database that is none is said in one line, and left alone", async () => {
    const DATA_DIR = temporaryFolder();
    const database = join(DATA_DIR, "waymark.db");
    writeFileSync(database, "no database ".repeat(1_000));
    const { code, stderr } = await failedStart({ DATA_DIR });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^The database in .+ cannot be read \(.+\)\. Restore a backup: node server\/main\.ts restore FILE, .+\n$/,
    );
    expect(readFileSync(database, "utf8")).toBe("no database ".repeat(1_000));
  });

  it("SRV-5: an older Node is refused with one line", () => {
    const script = `import(${JSON.stringify(OLD_NODE)}).then((file) => file.refuseOldNode("22.18.0"))`;
    const { status, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
    expect([status, stderr]).toEqual([
      1,
      "Waymark needs Node 24 or later; this is 22.18.0. Use `npm start`, which brings its own.\n",
    ]);
  });

  it.each(["SIGTERM", "SIGINT"] as const)(
    "SRV-6: at %s connections close with 1012 and the exit code is 0",
    async (signal) => {
      const DATA_DIR = temporaryFolder();
      const server = await start({ DATA_DIR });
      const made = await ask(`${server.url}/api/plans`, { body: { template: "example" } });
      const planId = parseCreatedPlan(made.json());
      const socket = new ownerSocket(`${server.url.replace("http", "ws")}/sync/${planId}?schema=1`);
      await new Promise((resolve) => socket.on("message", resolve));
      const closed = closeCodeOf(socket);
      expect(await server.stop(signal)).toBe(0);
      expect(await closed).toBe(1012);
      const again = await start({ DATA_DIR });
      expect((await ask(`${again.url}/api/plans/${planId}/export`)).status).toBe(200);
    },
  );

  it("SRV-6: a connection that does not answer holds a restart up for about a second, not longer", async () => {
    const server = await start();
    const made = await ask(`${server.url}/api/plans`, { body: { template: "empty" } });
    const planId = parseCreatedPlan(made.json());
    const socket = new ownerSocket(`${server.url.replace("http", "ws")}/sync/${planId}?schema=1`);
    await new Promise((resolve) => socket.on("message", resolve));
    socket.pause();
    const started = performance.now();
    expect(await server.stop("SIGTERM")).toBe(0);
    // Not half a minute, which a WebSocket waits for by itself; a slow machine takes some more than a second.
    expect(performance.now() - started).toBeLessThan(15_000);
    socket.terminate();
  });

  it("SRV-6: a second signal ends a stop that hangs", async () => {
    const server = await start();
    const made = await ask(`${server.url}/api/plans`, { body: { template: "empty" } });
    const planId = parseCreatedPlan(made.json());
    // A peer that never answers the close: the server would wait for it for a while.
    const socket = new ownerSocket(`${server.url.replace("http", "ws")}/sync/${planId}?schema=1`);
    await new Promise((resolve) => socket.on("message", resolve));
    socket.pause();
    process.kill(server.pid, "SIGTERM");
    // At once, while it waits: another one, because two of the same may be heard as one.
    expect(await server.stop("SIGINT")).toBe(1);
    socket.terminate();
  });

  it("SRV-6: an error that nobody caught is logged, and the exit code is 1", async () => {
    const broken = encodeURIComponent('process.on("SIGUSR2", () => { throw new Error("nobody caught me"); });');
    const server = await start({ NODE_OPTIONS: `--import=data:text/javascript,${broken}` });
    expect(await server.stop("SIGUSR2")).toBe(1);
    expect(server.stderr()).toContain("nobody caught me");
    expect(server.stderr().trim().split("\n")).toHaveLength(1);
  });
});
