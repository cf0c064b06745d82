import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { processSettings } from "./processSettings.ts";

const MAIN = fileURLToPath(new URL("../../server/main.ts", import.meta.url));

export interface Ran {
  /** Null if a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What was said on stderr but how far it is, which a slow machine says and a quick one does not. */
  readonly complaints: readonly string[];
}

/** Runs `node server/main.ts WORDS` on a data folder in a process of its own. Kills it with -9 after `killAfterMs`. */
export async function runMain(dataDir: string, words: readonly string[], killAfterMs?: number): Promise<Ran> {
  // Its kills are spread over a run that takes its time; a short one would be over before most of them.
  const unhurried = killAfterMs === undefined ? {} : { NODE_DISABLE_COMPILE_CACHE: "1" };
  const child = spawn(process.execPath, [MAIN, ...words], {
    env: { ...processSettings, ...unhurried, DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => void (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => void (stderr += chunk.toString()));
  const kill = killAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  await once(child, "close");
  clearTimeout(kill);
  const complaints = stderr.split("\n").filter((line) => line !== "" && !line.startsWith("… "));
  return { code: child.exitCode, stdout, stderr, complaints };
}
