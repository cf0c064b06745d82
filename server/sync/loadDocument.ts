import * as Y from "yjs";

import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import type { PlanId } from "#shared/model/id.ts";
import { DamagedPlanError } from "../storage/planStorage.ts";
import type { PlanLog } from "../storage/planStorage.ts";

/**
 * The document that a plan's log makes, in whichever layout it is.
 *
 * @throws DamagedPlanError if the log lacks something
 */
export function loadDocument(planId: PlanId, { checkpoint, updates }: PlanLog): PlanDocument {
  const document = planDocument(newYDoc());
  const { doc } = document;
  doc.transact(() => {
    for (const update of [...(checkpoint ? [checkpoint] : []), ...updates]) Y.applyUpdate(doc, update);
  });
  if (hasPending(doc)) throw new DamagedPlanError(`Plan ${planId} is damaged: its log lacks an update.`);
  return document;
}

/** Whether something in the document waits for an update that has not come. */
export function hasPending({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null;
}
