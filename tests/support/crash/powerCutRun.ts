import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { crc32 } from "node:zlib";

import type { NewPlan, PlanStorage } from "#server/storage/planStorage.ts";
import { databaseIn } from "#server/storage/sqlite/dataFolder.ts";
import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import { openForWriting } from "#server/storage/sqlite/schema.ts";
import { newId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { seededRandom } from "../seeded.ts";
import { powerCutsBetween, readStore, writeStore } from "./powerCuts.ts";
import type { PowerCut } from "./powerCuts.ts";

export interface PowerCutOptions {
  /** Commits in each of which the power is cut. */
  readonly commits: number;
  readonly seed: number;
  /** An empty folder. */
  readonly folder: string;
}

export interface PowerCutReport {
  readonly commits: number;
  readonly cuts: number;
  /** Of those that were torn: how many came up with the commit, and how many without it. */
  readonly withCommit: number;
  readonly withoutCommit: number;
  /** How often SQLite had moved its log into the database, which is where most can go wrong. */
  readonly checkpoints: number;
  /** What came up and was neither what had been before the commit nor what was after it. */
  readonly lost: readonly string[];
}

/** Bytes of what is written; the log is moved into the database every 4 MB. */
const MOST_BYTES = 400_000;

/** Cuts the power in every commit of a store, in several ways, and looks at what comes up each time. */
export async function runPowerCuts({ commits, seed, folder }: PowerCutOptions): Promise<PowerCutReport> {
  const random = seededRandom(seed);
  const dataDir = join(folder, "live");
  const path = databaseIn(dataDir);
  const storage = await openSqliteStorage({ dataDir });
  const report = { commits, cuts: 0, withCommit: 0, withoutCommit: 0, checkpoints: 0, lost: [] as string[] };
  const plans: NewPlan[] = [];
  try {
    plans.push(await createPlan(storage, random));
    let before = readStore(path);
    let told = contentOf(path);
    for (let commit = 1; commit <= commits; commit += 1) {
      const what = await write(storage, path, plans, random);
      const after = readStore(path);
      const now = contentOf(path);
      if (!before.database.equals(after.database)) report.checkpoints += 1;
      for (const [at, cut] of powerCutsBetween(before, after, random).entries()) {
        report.cuts += 1;
        const found = comesUp(join(folder, `cut-${commit}-${at}.db`), cut);
        const [without, having] = [found === told, found === now];
        const asPromised = cut.kind === "dropped" ? without : cut.kind === "kept" ? having : without || having;
        if (!asPromised) report.lost.push(`commit ${commit} (${what}), ${cut.kind} ${at}: ${found.slice(0, 200)}`);
        if (cut.kind === "torn" && without !== having) report[having ? "withCommit" : "withoutCommit"] += 1;
      }
      [before, told] = [after, now];
    }
  } finally {
    await storage.close();
  }
  return report;
}

/** One commit of any kind, on one of the plans. */
async function write(storage: PlanStorage, path: string, plans: NewPlan[], random: () => number): Promise<string> {
  const plan = plans[Math.floor(random() * plans.length)] ?? plans[0];
  const planId = plan?.planId ?? newId<PlanId>();
  const at = random();
  if (at < 0.1) plans.push(await createPlan(storage, random));
  else if (at < 0.7) {
    const clientId = Math.floor(random() * 2 ** 32);
    const updates = Array.from({ length: 1 + Math.floor(random() * 3) }, () => bytes(random));
    await storage.append([
      { kind: "claim", planId, clientId, userId: "ann" },
      ...updates.map((update) => ({ kind: "update", planId, update, at: 1 }) as const),
    ]);
    return "append";
  } else {
    const { sequence = 0 } = (await storage.load(planId)) ?? {};
    if (at < 0.9) await storage.writeCheckpoint(planId, sequence, bytes(random));
    else await whileRead(path, () => storage.replacePlan({ planId, sequence, epoch: newId(), state: bytes(random) }));
    return at < 0.9 ? "checkpoint" : "replacement";
  }
  return "new plan";
}

/** The log is not emptied while somebody reads: so what a replacement writes is to be seen, and is torn as well. */
async function whileRead(path: string, act: () => Promise<unknown>): Promise<void> {
  const reader = new DatabaseSync(path, { readOnly: true });
  reader.exec("BEGIN");
  reader.prepare("SELECT plan FROM plans").all();
  await act();
  reader.close();
}

async function createPlan(storage: PlanStorage, random: () => number): Promise<NewPlan> {
  const plan = { planId: newId<PlanId>(), epoch: newId(), title: "Plan", createdAt: 1, state: bytes(random) };
  await storage.createPlan(plan);
  return plan;
}

function bytes(random: () => number): Uint8Array {
  const length = Math.floor(random() ** 4 * MOST_BYTES) + 1;
  return new Uint8Array(length).fill(Math.floor(random() * 256));
}

/** What a server would find after the power is back. */
function comesUp(path: string, cut: PowerCut): string {
  writeStore(path, cut);
  try {
    openForWriting(path).close();
    return contentOf(path);
  } catch (error) {
    return String(error);
  }
}

/** Everything in a store, and that nothing in it is damaged, as one text. */
function contentOf(path: string): string {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = (sql: string): readonly unknown[] =>
    database
      .prepare(sql)
      .all()
      .map(({ content, ...row }) => ({ ...row, crc: content instanceof Uint8Array ? crc32(content) : 0 }));
  const found = [
    rows("PRAGMA integrity_check"),
    rows("SELECT * FROM plans ORDER BY plan"),
    rows("SELECT * FROM update_log ORDER BY plan, sequence"),
    rows("SELECT * FROM checkpoints ORDER BY plan"),
    rows("SELECT * FROM client_ids ORDER BY plan, client_id"),
  ];
  database.close();
  return JSON.stringify(found);
}
