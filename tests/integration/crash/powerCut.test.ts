import { expect, it } from "vitest";

import { runPowerCuts } from "../../support/crash/powerCutRun.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

it("STO-26: whatever a cut of the power leaves of a commit, the store comes up without it or with all of it", async () => {
  const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 32));
  const commits = Number(process.env["POWER_CUTS"] ?? 60);
  const report = await runPowerCuts({ commits, seed, folder: temporaryFolder() });
  expect(report.lost, `seed ${seed}`).toEqual([]);
  expect(Math.min(report.withCommit, report.withoutCommit, report.checkpoints), JSON.stringify(report)).toBeGreaterThan(
    0,
  );
});
