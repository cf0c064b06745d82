import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { parseCreatedPlan } from "#shared/protocol/httpApi.ts";
import type { PlanId } from "#shared/model/id.ts";
import { seededRandom } from "../seeded.ts";
import { startedServer } from "../serverProcess.ts";
import { CrashClient } from "./crashClient.ts";
import { Ledger } from "./ledger.ts";
import type { Loss } from "./ledger.ts";

const MAIN = fileURLToPath(new URL("../../../server/main.ts", import.meta.url));
const WRITERS = 8;
/** Milliseconds of writing before the kill: at least, and at most this much more. */
const WRITING_MS = { least: 30, more: 450 };
/** One round in so many kills the next start as well, somewhere within so many milliseconds. */
const START_KILL = { everyNth: 5, withinMs: 600 };

export interface KillLoopOptions {
  readonly rounds: number;
  readonly seed: number;
  /** An empty folder. */
  readonly dataDir: string;
  readonly onRound?: (round: RoundReport) => void;
}

interface RoundReport {
  readonly round: number;
  readonly writingMs: number;
  readonly lost: readonly Loss[];
}

export interface KillLoopReport {
  readonly seed: number;
  readonly rounds: number;
  readonly kills: number;
  readonly killsAtStart: number;
  /** Promises: additions and deletions that another client had seen, and those first reported saved. */
  readonly seen: number;
  readonly saved: number;
  readonly lost: readonly Loss[];
}

/**
 * Kills a real server with -9 again and again while eight clients write, on one data folder all the time. This process
 * is the oracle: it keeps what clients saw and were told, and after each restart asks a fresh client what is there.
 */
export async function runKillLoop({ rounds, seed, dataDir, onRound }: KillLoopOptions): Promise<KillLoopReport> {
  const random = seededRandom(seed);
  const ledger = new Ledger();
  // Few rows between checkpoints, so that many kills fall into one.
  const env = { DATA_DIR: dataDir, WAYMARK_CHECKPOINT_ROWS: "25", WAYMARK_MESSAGES_PER_SECOND: "1000" };
  let lost: readonly Loss[] = [];
  let killsAtStart = 0;
  let planId: PlanId | null = null;
  for (let round = 1; round <= rounds + 1; round += 1) {
    if (round % START_KILL.everyNth === 0) {
      await killWhileStarting(env, random() * START_KILL.withinMs);
      killsAtStart += 1;
    }
    const server = await startedServer(env);
    planId ??= await createPlan(server.url);
    const fresh = await new CrashClient(server.url, planId, "fresh", new Ledger()).synced();
    lost = ledger.losses(fresh.tokens());
    fresh.leave();
    const writingMs = WRITING_MS.least + random() * WRITING_MS.more;
    if (round > 1) onRound?.({ round: round - 1, writingMs, lost });
    if (round > rounds) await server.stop("SIGKILL");
    else
      await writeUntilKilled(server.url, planId, `r${round}`, ledger, random, writingMs, () => server.stop("SIGKILL"));
  }
  return { seed, rounds, kills: rounds + killsAtStart, killsAtStart, ...ledger.counts, lost };
}

async function writeUntilKilled(
  url: string,
  planId: PlanId,
  name: string,
  ledger: Ledger,
  random: () => number,
  writingMs: number,
  kill: () => Promise<unknown>,
): Promise<void> {
  const joining = Array.from({ length: WRITERS }, (_, at) =>
    new CrashClient(url, planId, `${name}w${at}`, ledger).synced(),
  );
  const writers = await Promise.all(joining);
  const timers = writers.map((writer) => setInterval(() => writer.write(random), 8 + random() * 8));
  await new Promise((resolve) => setTimeout(resolve, writingMs));
  // Every other kill comes in the very moment in which somebody is shown or told something.
  if (random() < 0.5) await new Promise<void>((resolve) => (ledger.onPromise = resolve));
  ledger.onPromise = null;
  await kill();
  for (const timer of timers) clearInterval(timer);
  // What the server had sent before it died still arrives.
  await new Promise((resolve) => setTimeout(resolve, 20));
  for (const writer of writers) writer.leave();
}

async function killWhileStarting(env: Readonly<Record<string, string>>, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env["PATH"] ?? "", PORT: "0", ...env },
    stdio: "ignore",
  });
  const ended = once(child, "close");
  setTimeout(() => child.kill("SIGKILL"), afterMs);
  await ended;
}

async function createPlan(url: string): Promise<PlanId> {
  const answer = await fetch(`${url}/api/plans`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ template: "empty" }),
  });
  const planId = parseCreatedPlan(await answer.json());
  if (planId === undefined) throw new Error(`No plan was made: ${answer.status}`);
  return planId;
}
