import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

import { printedLink, signInAsOwner } from "../../support/signedIn.ts";
import type { DialectName } from "./dialects.ts";

/** A server as the benchmark runs it. */
interface Contestant {
  /** As the table names it. */
  readonly title: string;
  readonly dialect: DialectName;
  readonly script: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Keeps what it is sent on disk. */
  readonly keeps: boolean;
}

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const unlimited = "1000000";

export const contestants = {
  waymark: {
    title: "Waymark",
    dialect: "waymark",
    script: file("../../../server/main.ts"),
    // A machine that measures makes more plans, and has more connections, than any person.
    env: {
      WAYMARK_NEW_PLANS_PER_MINUTE: unlimited,
      WAYMARK_API_CALLS_PER_MINUTE: unlimited,
      WAYMARK_SOCKETS_PER_USER: unlimited,
      LOG_LEVEL: "warn",
    },
    keeps: true,
  },
  hocuspocus: {
    title: "Hocuspocus",
    dialect: "hocuspocus",
    script: file("peers/hocuspocus.mjs"),
    keeps: true,
  },
  hocuspocus16: {
    title: "Hocuspocus, 16 ms",
    dialect: "hocuspocus",
    script: file("peers/hocuspocus.mjs"),
    env: { FLUSH_DELAY: "16" },
    keeps: true,
  },
  yWebsocket: {
    title: "y/websocket-server",
    dialect: "yWebsocket",
    script: file("peers/node_modules/@y/websocket-server/src/server.js"),
    keeps: false,
  },
  floor: { title: "ws broadcast", dialect: "floor", script: file("peers/floor.mjs"), keeps: false },
} as const satisfies Readonly<Record<string, Contestant>>;

export type ContestantName = keyof typeof contestants;

export interface BenchServer {
  readonly pid: number;
  readonly port: number;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const READY = /(?:ready at (?:http:\/\/localhost:)?|on port )(\d+)/;

/** The owner's session, by data folder: Waymark that is started anew knows it still. */
const sessions = new Map<string, string>();

/** Starts a server in a process of its own and waits until it listens; at Waymark everybody comes as its owner. */
export async function startBenchServer(
  name: ContestantName,
  dataDir: string,
  extra: Readonly<Record<string, string>> = {},
): Promise<BenchServer> {
  const contestant: Contestant = contestants[name];
  const child = spawn(process.execPath, [contestant.script], {
    env: {
      PATH: process.env["PATH"] ?? "",
      HOST: "127.0.0.1",
      // Not every one of them can take a free port by itself.
      PORT: contestant.dialect === "yWebsocket" ? String(await freePort()) : "0",
      DATA_DIR: dataDir,
      ...contestant.env,
      ...(contestant.dialect === "waymark" && extra),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const ended = once(child, "close");
  // A run that fails leaves no server behind, which would take part in all that are measured later.
  process.once("exit", () => child.kill("SIGKILL"));
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    const port = READY.exec(said)?.[1];
    if (port !== undefined) resolve(Number(port));
  });
  child.stderr.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
  void ended.then(() => reject(new Error(`${contestant.title} ended: ${said}`)));
  promise.catch(() => undefined);
  const port = await promise;
  if (child.pid === undefined) throw new Error(`${contestant.title} has no process.`);
  if (contestant.dialect === "waymark") {
    const url = `http://127.0.0.1:${port}`;
    sessions.set(dataDir, await signInAsOwner(url, printedLink(said), sessions.get(dataDir)));
  }
  return {
    pid: child.pid,
    port,
    stop: async (signal = "SIGTERM") => {
      child.kill(signal);
      const patience = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(patience);
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
