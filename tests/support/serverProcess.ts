import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { processSettings } from "./processSettings.ts";
import { printedLink, signInAsOwner } from "./signedIn.ts";

const MAIN = fileURLToPath(new URL("../../server/main.ts", import.meta.url));
/** The owner's session, by data folder: a server that is started anew knows it still. */
const cookies = new Map<string, string>();
const READY = /^Waymark is ready at (http:\/\/localhost:\d+)/m;

export interface ServerProcess {
  readonly pid: number;
  /** `http://localhost:PORT` */
  readonly url: string;
  /** What it has written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Sends a signal and waits for the end. Gives the exit code, null if the signal itself ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

interface StartOptions {
  /** Whether the link that a first start prints is used at once, so that tests ask as the owner; so unless said otherwise. */
  readonly ownerComesIn?: boolean;
}

/** A server that ended before it was ready. */
export interface FailedStart {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Starts a real server in a process of its own, on a free port unless `env` names one, with nothing of this process's
 * settings. Whoever starts it stops it.
 */
export async function startServerProcess(
  env: Readonly<Record<string, string>>,
  { ownerComesIn = true }: StartOptions = {},
): Promise<ServerProcess | FailedStart> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...processSettings, PORT: "0", LOG_LEVEL: "warn", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  const ended = once(child, "close").then(() => child.exitCode);
  child.stderr.on("data", (chunk: Buffer) => void (stderr += chunk.toString()));
  const url = await new Promise<string | null>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
      const ready = READY.exec(stdout)?.[1];
      if (ready !== undefined) resolve(ready);
    });
    void ended.then(() => resolve(null));
  });
  if (url === null || child.pid === undefined) return { code: await ended, stdout, stderr };
  const link = printedLink(stdout);
  if (ownerComesIn) {
    const cookie = await signInAsOwner(url, link, cookies.get(env["DATA_DIR"] ?? ""));
    cookies.set(env["DATA_DIR"] ?? "", cookie);
  }
  return {
    pid: child.pid,
    url,
    stdout: () => stdout,
    stderr: () => stderr,
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}

/** As startServerProcess, for those who have no use for one that does not start. */
export async function startedServer(
  env: Readonly<Record<string, string>>,
  options: StartOptions = {},
): Promise<ServerProcess> {
  const server = await startServerProcess(env, options);
  if ("url" in server) return server;
  throw new Error(`The server did not start (exit code ${server.code}): ${server.stderr || server.stdout}`);
}
