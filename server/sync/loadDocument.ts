import * as Y from "yjs";

import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import type { PlanId } from "#shared/model/id.ts";
import { DamagedPlanError } from "../storage/planStorage.ts";
import type { PlanLog } from "../storage/planStorage.ts";
import { atOnce, inTurns } from "./turns.ts";
import type { Turns } from "./turns.ts";

/** So many rows of a log, or bytes, are applied in one go. */
const MOST_ROWS = 64;
const MOST_BYTES = 128 * 1024;

/**
 * The document that a plan's log makes, in whichever layout it is.
 *
 * @throws DamagedPlanError if the log lacks something
 */
export function loadDocument(planId: PlanId, log: PlanLog): PlanDocument {
  return atOnce(documentOf(planId, log));
}

/** The same, in turns with all else that the process does. */
export function loadInTurns(planId: PlanId, log: PlanLog): PlanDocument | Promise<PlanDocument> {
  return inTurns(documentOf(planId, log));
}

function* documentOf(planId: PlanId, { checkpoint, updates }: PlanLog): Turns<PlanDocument> {
  const document = planDocument(newYDoc());
  const { doc } = document;
  if (checkpoint) Y.applyUpdate(doc, checkpoint);
  for (let at = 0; at < updates.length;) {
    yield;
    doc.transact(() => {
      let bytes = 0;
      for (const end = at + MOST_ROWS; at < Math.min(end, updates.length) && bytes < MOST_BYTES; at += 1) {
        const update = updates[at] ?? new Uint8Array();
        bytes += update.length;
        Y.applyUpdate(doc, update);
      }
    });
  }
  if (hasPending(doc)) throw new DamagedPlanError(`Plan ${planId} is damaged: its log lacks an update.`);
  return document;
}

/** Whether something in the document waits for an update that has not come. */
export function hasPending({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null;
}
