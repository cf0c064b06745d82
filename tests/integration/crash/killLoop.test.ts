import { expect, it } from "vitest";

import { runKillLoop } from "../../support/crash/killLoop.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

it(
  "PRO-24: kills in writing, compacting, unloading, starting and migrating lose nothing that was seen or saved",
  { timeout: 480_000 },
  async () => {
    const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 32));
    const report = await runKillLoop({ rounds: 15, seed, dataDir: temporaryFolder() });
    expect(report.lost, `seed ${seed}`).toEqual([]);
    // The kills fell among promises, else this would prove nothing.
    expect(report.seen).toBeGreaterThan(0);
    expect(report.saved).toBeGreaterThan(0);
    expect(report.seen + report.saved).toBeGreaterThan(300);
  },
);
