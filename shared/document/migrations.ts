import { limits } from "../model/limits.ts";
import type { Plan } from "../model/plan.ts";
import { ok, refuse } from "../model/result.ts";
import type { Result } from "../model/result.ts";
import type { PlanDocument } from "./planDocument.ts";
import { createPlanRoot } from "./planTransaction.ts";
import { SCHEMA_VERSION } from "./layout.ts";
import { schemaVersionOf } from "./schemaVersion.ts";
import { transactUpkeep } from "./upkeep.ts";

/** Takes a document from the version before to `to`. Run once per document, on the server. */
export interface Migration {
  readonly to: number;
  readonly name: string;
  readonly migrate: (document: PlanDocument, now: number) => void;
}

export interface Migrated {
  readonly from: number;
  readonly to: number;
}

/** Why a document cannot be worked with. */
export interface MigrationError {
  readonly code: "planTooNew";
  readonly message: string;
}

/** In order, one per version. */
export const MIGRATIONS: readonly Migration[] = [
  {
    to: 1,
    name: "seed the plan itself",
    migrate: (document, now) => createPlanRoot(document, emptyPlan(now)),
  },
];

/**
 * Brings a document to the present layout, one transaction per step; a killed run goes on where it stopped. Nothing is
 * written to a document that is in the present layout, nor to one that newer code has written.
 */
export function migratePlan(
  document: PlanDocument,
  now: number,
  migrations: readonly Migration[] = MIGRATIONS,
): Result<Migrated, MigrationError> {
  const from = schemaVersionOf(document);
  const to = migrations.at(-1)?.to ?? SCHEMA_VERSION;
  if (from > to) {
    const message = `This plan is in layout ${from}; this Waymark knows layouts up to ${to}. Update Waymark, then open the plan again.`;
    return refuse({ code: "planTooNew", message });
  }
  for (const migration of migrations) {
    if (migration.to <= from) continue;
    transactUpkeep(document, `migrate to ${migration.to}: ${migration.name}`, (transaction) => {
      migration.migrate(document, now);
      transaction.setPlan("schemaVersion", migration.to);
    });
  }
  return ok({ from, to });
}

function emptyPlan(now: number): Plan {
  const created = { by: null, at: now };
  return { title: "", purpose: "", cadenceDays: limits.cadenceDays.usual, schemaVersion: SCHEMA_VERSION, created };
}
