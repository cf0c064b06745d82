/** The process that makes the load of one run, and nothing else: what it costs falls on no server. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { ContestantName } from "./benchServers.ts";
import type { Figures } from "./figures.ts";
import { scenarios } from "./scenarios/scenarios.ts";
import type { ScenarioName } from "./scenarios/scenarios.ts";

export interface RunRequest {
  readonly scenario: ScenarioName;
  readonly contestant: ContestantName;
  readonly seconds: number;
  readonly sizes: Readonly<Record<string, number>>;
}

export type RunAnswer = { readonly figures: Figures } | { readonly failed: string };

process.on("message", (request: RunRequest) => {
  void run(request).then((answer) => process.send?.(answer, () => process.exit(0)));
});

async function run({ scenario, contestant, seconds, sizes }: RunRequest): Promise<RunAnswer> {
  const dataDir = mkdtempSync(join(tmpdir(), "waymark-bench-"));
  try {
    return { figures: await scenarios[scenario]({ contestant, dataDir, seconds, sizes }) };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
