import { isDeepStrictEqual } from "node:util";

import { expect, it } from "vitest";
import * as Y from "yjs";

import { loadDocument, loadInTurns } from "#server/sync/loadDocument.ts";
import { newPlanState } from "#server/sync/newPlanState.ts";
import { newYDoc } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { writePlan } from "#shared/document/writePlan.ts";
import { readPlanFile } from "#shared/exchange/planFile.ts";
import { newId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { planFileOf } from "#tests/support/largePlan.ts";
import type { PlanLog } from "#server/storage/planStorage.ts";

const planId = newId<PlanId>();

function logOf(checkpoint: Uint8Array): PlanLog {
  return { epoch: newId(), checkpoint, updates: [], sequence: 0, claims: new Map() };
}

/** Made once: it takes a while. */
const checkpoint = worked();

/** A plan of more than a megabyte that several have worked on: they moved, renamed and removed, each knowing half of the others. */
function worked(): Uint8Array {
  const content = readPlanFile(planFileOf({ missions: 9, objectives: 2_500 }));
  if (!content.ok) throw new Error("The plan file is no good.");
  const first = newYDoc();
  Y.applyUpdate(
    first,
    newPlanState((document) => writePlan(document, content.value)),
  );
  const others = [1, 2].map(() => {
    const doc = newYDoc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(first));
    return doc;
  });
  for (const [nth, doc] of [first, ...others].entries()) {
    const cards = [...doc.getMap("objectives").entries()] as [string, Y.Map<unknown>][];
    doc.transact(() => {
      for (const [at, [id, card]] of cards.entries()) {
        if (at % 3 !== nth && at % 7 !== 0) continue;
        if (at % 31 === 0) doc.getMap("objectives").delete(id);
        else if (at % 2 === 0) card.set("due", `2031-01-0${nth + 1}`);
        else (card.get("title") as Y.Text).insert(at % 5, `${nth}🦊`);
      }
    });
    if (nth === 1) Y.applyUpdate(doc, Y.encodeStateAsUpdate(first));
  }
  for (const doc of others) Y.applyUpdate(first, Y.encodeStateAsUpdate(doc));
  return Y.encodeStateAsUpdate(first);
}

it("PRO-134: a large checkpoint is opened piece by piece, others have their turn, and the plan is the same", async () => {
  expect(checkpoint.length).toBeGreaterThan(1024 * 1024);
  let turns = 0;
  const loading = loadInTurns(planId, logOf(checkpoint));
  expect(loading).toBeInstanceOf(Promise);
  let isLoaded = false;
  const count = (): void => {
    turns += 1;
    if (!isLoaded) setImmediate(count);
  };
  setImmediate(count);
  const inPieces = await loading;
  isLoaded = true;
  expect(turns).toBeGreaterThan(3);
  const asOne = loadDocument(planId, logOf(checkpoint));
  expect(isDeepStrictEqual(readPlan(inPieces), readPlan(asOne))).toBe(true);
  expect(Y.equalSnapshots(Y.snapshot(inPieces.doc), Y.snapshot(asOne.doc))).toBe(true);
});

it("PRO-134: a large checkpoint with something that no update may bring today is opened all the same", async () => {
  const doc = newYDoc();
  Y.applyUpdate(doc, checkpoint);
  // No command has ever written it, and no gate would let it in.
  doc.getMap("plan").set("stray", new Y.Array());
  const inTurns = await loadInTurns(planId, logOf(Y.encodeStateAsUpdate(doc)));
  expect(inTurns.doc.getMap("plan").get("stray")).toBeInstanceOf(Y.Array);
  expect(inTurns.doc.getMap("objectives").size).toBe(doc.getMap("objectives").size);
});
