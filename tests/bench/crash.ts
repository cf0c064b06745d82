/**
 * `npm run bench -- crash [ROUNDS] [SEED]`: kills a server with -9 while eight clients write, and counts what was seen
 * by another client or reported saved, and is gone. Prints a table, then one line of JSON. Exit code 1 if anything is.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { runKillLoop } from "../support/crash/killLoop.ts";

const [rounds = 200, seed = Math.floor(Math.random() * 2 ** 32)] = process.argv.slice(2).map(Number);
const dataDir = mkdtempSync(join(tmpdir(), "waymark-crash-"));
try {
  const { lost, ...report } = await runKillLoop({
    rounds,
    seed,
    dataDir,
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
  rmSync(dataDir, { recursive: true, force: true });
}
