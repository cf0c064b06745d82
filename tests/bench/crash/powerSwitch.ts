import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { PowerSwitch } from "../../support/crash/killLoop.ts";

const SOURCE = fileURLToPath(new URL("./fsyncShadow.c", import.meta.url));

/**
 * Makes a kill of a server on `dataDir` a cut of the power: what it had not synced is gone. Needs a C compiler, and an
 * operating system that loads a library ahead of a program.
 */
export function buildPowerSwitch(folder: string, dataDir: string): PowerSwitch {
  const library = join(folder, "fsyncShadow.so");
  const { status, stderr } = spawnSync("cc", ["-shared", "-fPIC", "-O2", "-o", library, SOURCE, "-ldl"]);
  if (status !== 0) throw new Error(`The fault layer could not be built with cc: ${String(stderr)}`);
  const shadow = join(folder, "shadow");
  return {
    env: { LD_PRELOAD: library, SHADOW: shadow, SHADOW_OF: dataDir },
    on: () => copyAll(dataDir, shadow),
    cut: () => copyAll(shadow, dataDir),
  };
}

/** Leaves in `to` the databases and logs of `from` and no other. The shared memory of a database is in memory only. */
function copyAll(from: string, to: string): void {
  for (const folder of [from, to]) mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(to)) if (name.startsWith("waymark.db")) rmSync(join(to, name));
  for (const name of readdirSync(from)) if (isKept(name)) copyFileSync(join(from, name), join(to, name));
}

function isKept(name: string): boolean {
  return name.startsWith("waymark.db") && !name.endsWith("-shm") && !name.endsWith(".part");
}
