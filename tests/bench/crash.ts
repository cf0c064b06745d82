/**
 * `npm run bench -- crash [ROUNDS] [SEED] [power | hocuspocus | hocuspocus16]`: kills a server with -9 while eight clients write, and counts what was
 * seen by another client or reported saved, and is gone. With `power` each kill also takes what the server had written and
 * not synced; with a peer's name it is that server instead of Waymark, killed in writing only. Prints a table, then one line of JSON. Exit code 1 if anything is lost.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { runKillLoop } from "../support/crash/killLoop.ts";
import { hocuspocusSubject } from "./crash/hocuspocusSubject.ts";
import { buildPowerSwitch } from "./crash/powerSwitch.ts";
import { installPeers } from "./sync/installPeers.ts";

const PEERS = ["hocuspocus", "hocuspocus16"] as const;

const words = process.argv.slice(2);
const [rounds = 200, seed = Math.floor(Math.random() * 2 ** 32)] = words
  .filter((word) => /^\d+$/.test(word))
  .map(Number);
const peer = PEERS.find((name) => words.includes(name));
if (peer && !installPeers()) process.exit(1);
const folder = mkdtempSync(join(tmpdir(), "waymark-crash-"));
const dataDir = join(folder, "store");
mkdirSync(dataDir);
try {
  const { lost, ...report } = await runKillLoop({
    rounds,
    seed,
    dataDir,
    ...(peer && { peer: hocuspocusSubject(peer, dataDir) }),
    ...(words.includes("power") && { power: buildPowerSwitch(folder, dataDir) }),
    onRound: ({ round, lost: lostSoFar }) => {
      if (round % 10 === 0) process.stdout.write(`${round} of ${rounds} kills under load, ${lostSoFar.length} lost\n`);
    },
  });
  console.table({ ...report, lost: lost.length });
  process.stdout.write(
    `${JSON.stringify({ bench: "crash", server: peer ?? "waymark", ...report, lost: lost.length, first: lost.slice(0, 5) })}\n`,
  );
  if (lost.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
