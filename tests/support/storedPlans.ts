import { DatabaseSync } from "node:sqlite";

import { examplePlan } from "#server/http/examplePlan/examplePlan.ts";
import { newPlan } from "#server/http/newPlan.ts";
import type { PlanStorage } from "#server/storage/planStorage.ts";
import { databaseIn } from "#server/storage/sqlite/dataFolder.ts";
import { openSqliteStorage } from "#server/storage/sqlite/openSqliteStorage.ts";
import { loadDocument } from "#server/sync/loadDocument.ts";
import { addMission } from "#shared/commands/missions.ts";
import { addObjective } from "#shared/commands/objectives.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { writePlanFile } from "#shared/exchange/planFile.ts";
import type { PlanFile } from "#shared/exchange/planFile.ts";
import { newId } from "#shared/model/id.ts";
import type { PlanId, UserId } from "#shared/model/id.ts";
import { Desk, NOON } from "./factories.ts";

/** A clientID that somebody has claimed and never written under. */
export const UNUSED_CLAIM = 70_000;

/** Opens the store of a data folder, without a server, for as long as `work` takes. */
export async function inStore<T>(dataDir: string, work: (storage: PlanStorage) => Promise<T>): Promise<T> {
  const storage = await openSqliteStorage({ dataDir });
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

/** Stores the example as a new plan that nobody owns yet, and edits it. */
export async function storeExample(storage: PlanStorage): Promise<PlanId> {
  const { owner: _, ...plan } = newPlan(examplePlan(NOON), NOON, newId<UserId>());
  await storage.createPlan(plan);
  await editStored(storage, plan.planId);
  return plan.planId;
}

/** Adds two missions and eight cards as a person would, each a row of the log; one more clientID is claimed for nothing. */
export async function editStored(storage: PlanStorage, planId: PlanId): Promise<void> {
  const log = await storage.load(planId);
  if (!log) throw new Error("There is no such plan.");
  const document = loadDocument(planId, log);
  const updates: Uint8Array[] = [];
  document.doc.on("update", (update: Uint8Array) => void updates.push(update));
  const desk = new Desk(document);
  for (const title of ["One", "Two"]) {
    const missionId = desk.do(addMission, { title });
    for (const card of ["A", "B", "C", "D"]) desk.do(addObjective, { missionId, title: card });
  }
  await storage.append([
    { kind: "claim", planId, clientId: document.doc.clientID, userId: "ann" },
    { kind: "claim", planId, clientId: UNUSED_CLAIM, userId: "bob" },
    ...updates.map((update) => ({ kind: "update", planId, update, at: NOON }) as const),
  ]);
  desk.projection.destroy();
}

/** What a plan says on disk. */
export async function storedRecords(storage: PlanStorage, planId: PlanId): Promise<PlanFile> {
  const log = await storage.load(planId);
  if (!log) throw new Error("There is no such plan.");
  return writePlanFile(readPlan(loadDocument(planId, log)).records);
}

/** Changes the database behind the storage's back. */
export function tamper(databasePath: string, sql: string): void {
  const database = new DatabaseSync(databasePath);
  database.exec(sql);
  database.close();
}

/** A data folder's database with one plan whole and one damaged. */
export async function damagedStore(dataDir: string): Promise<{ readonly whole: PlanId; readonly damaged: PlanId }> {
  const plans = await inStore(dataDir, async (storage) => ({
    whole: await storeExample(storage),
    damaged: await storeExample(storage),
  }));
  tamper(databaseIn(dataDir), `UPDATE update_log SET content = x'00' WHERE plan = '${plans.damaged}' AND sequence = 3`);
  return plans;
}
