import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, it } from "vitest";

import { DamagedPlanError } from "#server/storage/planStorage.ts";
import type { PlanStorage } from "#server/storage/planStorage.ts";
import { databaseIn } from "#server/storage/sqlite/dataFolder.ts";
import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import type { PlanId } from "#shared/model/id.ts";
import { seededRandom } from "../support/seeded.ts";
import { inStore } from "../support/storedPlans.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { bytes, newPlan, update } from "./planStorageContract.ts";

const PLANS = 20;
const ROWS = 12;
const FLIPS = Number(process.env["FLIPS"] ?? 5);
/** Bytes of a page: damage in the first one is damage of the whole file. */
const PAGE = 4_096;

/** How much of a plan can be read: all its rows, fewer, or none. Whatever is read is what was written. */
async function readOf(storage: PlanStorage, planId: PlanId): Promise<"whole" | "part" | "none"> {
  try {
    expect((await storage.load(planId))?.updates).toEqual(rows(ROWS));
    return "whole";
  } catch (error) {
    if (!(error instanceof DamagedPlanError)) throw error;
  }
  try {
    const salvaged = await storage.salvage(planId);
    expect(salvaged?.log.updates).toEqual(rows(salvaged?.log.updates.length ?? 0));
    return "part";
  } catch (error) {
    if (!(error instanceof DamagedPlanError)) throw error;
    return "none";
  }
}

function rows(count: number): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, at) => new Uint8Array(400).fill(at));
}

it(
  "STO-24: bytes that flip anywhere in the file are found out, and what they do not touch is read as it was written",
  { timeout: 480_000 },
  async () => {
    const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 32));
    const random = seededRandom(seed);
    const folder = temporaryFolder();
    const plans = Array.from({ length: PLANS }, () => newPlan({ state: bytes(7) }));
    await inStore(join(folder, "whole"), async (storage) => {
      for (const plan of plans) {
        await storage.createPlan(plan);
        await storage.append(rows(ROWS).map((content) => ({ ...update(plan.planId, 0), update: content })));
      }
    });
    const counts = { whole: 0, part: 0, none: 0 };
    for (let flip = 0; flip < FLIPS; flip += 1) {
      const dataDir = join(folder, String(flip));
      mkdirSync(dataDir);
      copyFileSync(databaseIn(join(folder, "whole")), databaseIn(dataDir));
      const file = readFileSync(databaseIn(dataDir));
      const at = PAGE + Math.floor(random() * (file.length - PAGE));
      file.writeUInt8(file.readUInt8(at) ^ (1 << Math.floor(random() * 8)), at);
      writeFileSync(databaseIn(dataDir), file);
      const storage = await openSqliteStorage({ dataDir });
      try {
        await storage.listPlans();
        for (const { planId } of plans) counts[await readOf(storage, planId)] += 1;
      } catch (error) {
        throw new Error(`seed ${seed}, flip ${flip} at ${at}`, { cause: error });
      } finally {
        await storage.close();
      }
    }
    expect(counts.whole, `seed ${seed}: ${JSON.stringify(counts)}`).toBeGreaterThan((PLANS * FLIPS) / 2);
  },
);
