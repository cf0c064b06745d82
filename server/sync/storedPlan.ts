import { isDeepStrictEqual } from "node:util";

import * as Y from "yjs";

import { countedByKind, inspectPlan } from "#shared/document/integrity.ts";
import { migratePlan } from "#shared/document/migrations.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { writePlan } from "#shared/document/writePlan.ts";
import { writePlanFile } from "#shared/exchange/planFile.ts";
import type { PlanId } from "#shared/model/id.ts";
import type { PlanLog } from "../storage/planStorage.ts";
import { loadDocument } from "./loadDocument.ts";
import { newPlanState } from "./newPlanState.ts";

/** A plan as it is stored, on which no room works. */
export interface Stored {
  readonly planId: PlanId;
  readonly log: PlanLog;
}

/**
 * What in the plan no command has written, counted by kind.
 *
 * @throws DamagedPlanError, or why the plan cannot be worked with
 */
export function inspectStored({ planId, log }: Stored): Readonly<Record<string, number>> {
  const document = loadDocument(planId, log);
  migrated(document);
  return countedByKind(inspectPlan(document));
}

/** The whole log as one state, and the clientIDs somebody has claimed and nobody has written under. */
export function compactStored({ planId, log }: Stored): {
  readonly state: Uint8Array;
  readonly unusedClaims: readonly number[];
} {
  const { doc } = loadDocument(planId, log);
  const unusedClaims = [...log.claims.keys()].filter((clientId) => !doc.store.clients.has(clientId));
  return { state: Y.encodeStateAsUpdate(doc), unusedClaims };
}

/**
 * A document with the same records and nothing else: no history, no trace of what was deleted.
 *
 * @throws if the plan cannot be worked with, or if anything would get lost
 */
export function rebuildStored({ planId, log }: Stored): Uint8Array {
  const document = loadDocument(planId, log);
  migrated(document);
  const { records } = readPlan(document);
  const state = newPlanState((fresh) => writePlan(fresh, records));
  const rebuilt = planDocument(newYDoc());
  Y.applyUpdate(rebuilt.doc, state);
  if (!isDeepStrictEqual(writePlanFile(readPlan(rebuilt).records), writePlanFile(records))) {
    throw new Error(`Plan ${planId} would not be the same after it was rebuilt.`);
  }
  return state;
}

/** In the present layout, in memory only. */
function migrated(document: ReturnType<typeof planDocument>): void {
  const outcome = migratePlan(document, 0);
  if (!outcome.ok) throw new Error(outcome.error.message);
}
