import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import type { RunAnswer, RunRequest } from "./generator.ts";

const GENERATOR = fileURLToPath(new URL("./generator.ts", import.meta.url));

/** One run of one scenario against one server, in processes of its own. */
export async function runOnce(request: RunRequest): Promise<RunAnswer> {
  const child = fork(GENERATOR, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const answered = once(child, "message");
  const ended = once(child, "exit");
  child.send(request);
  const first: unknown[] = await Promise.race([answered, ended.then(() => [{ failed: "the load generator ended" }])]);
  await ended;
  return first[0] as RunAnswer;
}
