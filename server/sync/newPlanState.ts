import * as Y from "yjs";

import { UPKEEP_CLIENT_ID } from "#shared/document/clientId.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";

/** The first state of a plan, for storage: what `build` writes into an empty document. */
export function newPlanState(build: (document: PlanDocument) => void): Uint8Array {
  const doc = newYDoc(UPKEEP_CLIENT_ID);
  build(planDocument(doc));
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
}
