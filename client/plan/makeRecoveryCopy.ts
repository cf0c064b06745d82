import * as Y from "yjs";

import type { PlanDocument } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { newId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";

import type { RecoveryCopy } from "./recoveryCopies.ts";

/** A copy of the whole document as it is now. */
export function makeRecoveryCopy(
  planId: PlanId,
  document: PlanDocument,
  reason: RecoveryCopy["reason"],
  now: number,
): RecoveryCopy {
  const planTitle = readPlan(document).records.plan.title;
  return { id: newId(), planId, at: now, reason, planTitle, update: Y.encodeStateAsUpdate(document.doc) };
}
