/**
 * `npm run bench -- crash [ROUNDS] [SEED] [power]`: kills a server with -9 while eight clients write, and counts what was
 * seen by another client or reported saved, and is gone. With `power` each kill also takes what the server had written and
 * not synced. Prints a table, then one line of JSON. Exit code 1 if anything is lost.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { runKillLoop } from "../support/crash/killLoop.ts";
import { buildPowerSwitch } from "./crash/powerSwitch.ts";

const words = process.argv.slice(2);
const [rounds = 200, seed = Math.floor(Math.random() * 2 ** 32)] = words.filter((word) => word !== "power").map(Number);
const folder = mkdtempSync(join(tmpdir(), "waymark-crash-"));
const dataDir = join(folder, "store");
try {
  const { lost, ...report } = await runKillLoop({
    rounds,
    seed,
    dataDir,
    ...(words.includes("power") && { power: buildPowerSwitch(folder, dataDir) }),
    onRound: ({ round, lost: lostSoFar }) => {
      if (round % 10 === 0) process.stdout.write(`${round} of ${rounds} kills under load, ${lostSoFar.length} lost\n`);
    },
  });
  console.table({ ...report, lost: lost.length });
  process.stdout.write(
    `${JSON.stringify({ bench: "crash", ...report, lost: lost.length, first: lost.slice(0, 5) })}\n`,
  );
  if (lost.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
