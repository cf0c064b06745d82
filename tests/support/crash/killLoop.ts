import type { PlanId } from "#shared/model/id.ts";
import { runMain } from "../commandLine.ts";
import { seededRandom } from "../seeded.ts";
import { CrashClient } from "./crashClient.ts";
import { waymarkSubject } from "./crashSubject.ts";
import type { CrashSubject } from "./crashSubject.ts";
import { killWhileOpening, killWhileStarting, plansThatDoNotOpen, storeOldPlans } from "./killKinds.ts";
import { Ledger } from "./ledger.ts";
import type { Loss } from "./ledger.ts";

const WRITERS = 8;
/** Milliseconds of writing before the kill: at least, and at most this much more. */
const WRITING_MS = { least: 30, more: 450 };
/**
 * What the server is killed in, round by round: in writing alone; in putting the log together as well; in unloading the
 * plan that everybody has just left; at its start, and in migrating plans, each before it is killed in writing once more.
 */
const KINDS = ["writing", "compacting", "unloading", "starting", "migrating"] as const;
type Kind = (typeof KINDS)[number];
/** Milliseconds within which a start, and the opening of old plans, are killed. */
const WITHIN_MS = { start: 600, migration: 120 };

export interface KillLoopOptions {
  readonly rounds: number;
  readonly seed: number;
  /** An empty folder. */
  readonly dataDir: string;
  /** Another server than Waymark: it is killed in writing only. */
  readonly peer?: CrashSubject;
  /** Makes each kill a cut of the power. */
  readonly power?: PowerSwitch;
  readonly onRound?: (round: RoundReport) => void;
}

/** What a kill takes beside the process. */
export interface PowerSwitch {
  /** What the server is started with. */
  readonly env: Readonly<Record<string, string>>;
  /** Before a server starts: all that lies on the disk is there to stay. */
  readonly on: () => void;
  /** After it was killed: what it had not synced goes. */
  readonly cut: () => void;
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
  /** Promises: additions and deletions that another client had seen, and those first reported saved. */
  readonly seen: number;
  readonly saved: number;
  readonly lost: readonly Loss[];
}

/**
 * Kills a real server with -9 again and again while eight clients write, on one data folder all the time. This process
 * is the oracle: it keeps what clients saw and were told, and after each restart asks a fresh client what is there.
 */
export async function runKillLoop({
  rounds,
  seed,
  dataDir,
  peer,
  power = NO_POWER_CUT,
  onRound,
}: KillLoopOptions): Promise<KillLoopReport> {
  const random = seededRandom(seed);
  const ledger = new Ledger();
  // Few rows between checkpoints, so that many kills fall into one; unloaded as soon as nobody is there.
  const env = {
    DATA_DIR: dataDir,
    WAYMARK_CHECKPOINT_ROWS: "25",
    WAYMARK_MESSAGES_PER_SECOND: "1000",
    WAYMARK_ROOM_GRACE_MS: "1",
    ...power.env,
  };
  const subject = peer ?? waymarkSubject(env);
  let lost: readonly Loss[] = [];
  let kills = 0;
  let planId: PlanId | null = null;
  let old: readonly PlanId[] = [];
  for (let round = 1; round <= rounds + 1; round += 1) {
    const kind = (peer ? undefined : KINDS[round % KINDS.length]) ?? "writing";
    if (kind === "migrating") old = await storeOldPlans(dataDir);
    power.on();
    if (kind === "starting") await killWhileStarting(env, random() * WITHIN_MS.start);
    if (kind === "migrating") await killWhileOpening(env, old, random() * WITHIN_MS.migration);
    if (kind === "starting" || kind === "migrating") {
      power.cut();
      kills += 1;
    }
    const { url, stop } = await subject.start();
    planId ??= await subject.createPlan(url);
    const { Socket } = subject;
    const fresh = await new CrashClient(url, planId, "fresh", new Ledger(), Socket).synced();
    const unopened = await plansThatDoNotOpen(url, old);
    lost = [...ledger.losses(fresh.tokens()), ...unopened.map((token) => ({ token, what: "plan" }) as const)];
    fresh.leave();
    const writingMs = WRITING_MS.least + random() * WRITING_MS.more;
    if (round > 1) onRound?.({ round: round - 1, writingMs, lost });
    if (round > rounds) {
      await stop();
      break;
    }
    const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, writingMs));
    await writeUntilKilled({ url, planId, Socket, name: `r${round}`, kind, dataDir, ledger, random, wait }, stop);
    power.cut();
    kills += 1;
  }
  return { seed, rounds, kills, ...ledger.counts, lost };
}

const NO_POWER_CUT: PowerSwitch = { env: {}, on: () => undefined, cut: () => undefined };

interface Writing {
  readonly url: string;
  readonly planId: PlanId;
  readonly Socket: CrashSubject["Socket"];
  readonly name: string;
  readonly kind: Kind;
  readonly dataDir: string;
  readonly ledger: Ledger;
  readonly random: () => number;
  readonly wait: () => Promise<void>;
}

async function writeUntilKilled(
  { url, planId, Socket, name, kind, dataDir, ledger, random, wait }: Writing,
  kill: () => Promise<unknown>,
): Promise<void> {
  const joining = Array.from({ length: WRITERS }, (_, at) =>
    new CrashClient(url, planId, `${name}w${at}`, ledger, Socket).synced(),
  );
  const writers = await Promise.all(joining);
  const timers = writers.map((writer) => setInterval(() => writer.write(random), 8 + random() * 8));
  const command = kind === "compacting" ? runMain(dataDir, ["compact"]) : null;
  await wait();
  // Every other kill comes in the very moment in which somebody is shown or told something.
  if (random() < 0.5) await new Promise<void>((resolve) => (ledger.onPromise = resolve));
  ledger.onPromise = null;
  for (const timer of timers) clearInterval(timer);
  if (kind === "unloading") {
    for (const writer of writers) writer.leave();
    await new Promise((resolve) => setTimeout(resolve, random() * 10));
  }
  await kill();
  await command;
  // What the server had sent before it died still arrives.
  await new Promise((resolve) => setTimeout(resolve, 20));
  for (const writer of writers) writer.leave();
}
