// What every task needs: where the project lies, and how to run one of its tools on the Node that belongs to it.
// Plain JavaScript for the host's Node (20 or later): it runs before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Node 24 as installed in node_modules, whatever Node runs this task. */
export const node = join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");

export function hasNode() {
  return existsSync(node);
}

/** The environment in which the project's tools are found first, with `extra` on top. */
export function environment(extra = {}) {
  const path = [join(root, "node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}

/** Runs a command to its end and gives its exit code. Its output goes where this task's goes. */
export function run(command, args, extra = {}) {
  const shell = process.platform === "win32" && command !== node;
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", env: environment(extra), shell });
  if (error) console.error(`${command} could not be run: ${error.message}`);
  return status ?? 1;
}

/** As `run`, but ends this task if the command fails. */
export function must(command, args, extra = {}) {
  const status = run(command, args, extra);
  if (status !== 0) process.exit(status);
}

/** Becomes the command: signals are passed on, and this task ends as the command does. */
export function become(command, args, extra = {}) {
  const child = spawn(command, args, { cwd: root, stdio: "inherit", env: environment(extra) });
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(`${command} could not be run: ${error.message}`);
    process.exit(1);
  });
  child.on("exit", (status, signal) => process.exit(status ?? (signal === "SIGINT" ? 130 : 143)));
}
