import * as Y from "yjs";

import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import type { PlanId } from "#shared/model/id.ts";
import { DamagedPlanError } from "../storage/planStorage.ts";
import type { PlanLog } from "../storage/planStorage.ts";
import { inCausalOrder } from "./causalOrder.ts";
import { UnfitError } from "./plainValue.ts";
import { MalformedError } from "./strictReader.ts";
import { atOnce, inTurns } from "./turns.ts";
import type { Turns } from "./turns.ts";
import { takeApart } from "./updateParts.ts";
import { inPieces } from "./updatePieces.ts";
import type { InOrder } from "./updatePieces.ts";

/** So many rows of a log, or bytes, are applied in one go. */
const MOST_ROWS = 64;
const MOST_BYTES = 128 * 1024;
/** A checkpoint of more bytes is applied piece by piece. What is smaller takes less time as a whole than others notice. */
const LARGE_CHECKPOINT = 1024 * 1024;
/** How deep the values of a checkpoint may nest to be read here: more than the gate has ever let in. */
const DEEPEST = 64;

/**
 * The document that a plan's log makes, in whichever layout it is.
 *
 * @throws DamagedPlanError if the log lacks something
 */
export function loadDocument(planId: PlanId, log: PlanLog): PlanDocument {
  return atOnce(documentOf(planId, log, Infinity));
}

/** The same, in turns with all else that the process does. */
export function loadInTurns(planId: PlanId, log: PlanLog): PlanDocument | Promise<PlanDocument> {
  return inTurns(documentOf(planId, log, LARGE_CHECKPOINT));
}

function* documentOf(planId: PlanId, { checkpoint, updates }: PlanLog, mostAtOnce: number): Turns<PlanDocument> {
  const document = planDocument(newYDoc());
  const { doc } = document;
  if (checkpoint && checkpoint.length > mostAtOnce) yield* applyCheckpoint(doc, checkpoint);
  else if (checkpoint) Y.applyUpdate(doc, checkpoint);
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

/** Takes twice the time of Y.applyUpdate, and keeps nobody waiting meanwhile. */
function* applyCheckpoint(doc: Y.Doc, checkpoint: Uint8Array): Turns<void> {
  const update = yield* inOrder(doc, checkpoint);
  if (update === null) return Y.applyUpdate(doc, checkpoint);
  yield* inPieces(update, (piece) => {
    Y.applyUpdate(doc, piece);
    return true;
  });
}

/** Null for one that holds what no update brings in today, which only Yjs itself can judge. */
function* inOrder(doc: Y.Doc, bytes: Uint8Array): Turns<InOrder | null> {
  try {
    const { runs, deletions } = yield* takeApart(bytes, DEEPEST);
    if (runs.some((run) => run.structs.some(({ brings }) => brings === "missing"))) return null;
    const structs = yield* inCausalOrder(runs, doc);
    return structs ? { bytes, structs, deletions } : null;
  } catch (error) {
    if (error instanceof UnfitError || error instanceof MalformedError) return null;
    throw error;
  }
}

/** Whether something in the document waits for an update that has not come. */
export function hasPending({ store }: Y.Doc): boolean {
  return store.pendingStructs !== null || store.pendingDs !== null;
}
