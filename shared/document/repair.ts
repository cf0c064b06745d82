import type { AnyField } from "../model/field.ts";
import { planShape } from "../model/plan.ts";
import { headsOfCircles, orderedLists, tiedIn } from "./integrity.ts";
import { COLLECTIONS, collectionShapes } from "./planDocument.ts";
import type { PlanDocument } from "./planDocument.ts";
import { readPlan } from "./planProjection.ts";
import type { PlanTransaction } from "./planTransaction.ts";
import { crowdedLists, recordsOf, rekeyList, spreadKeys, writeKeys } from "./rekey.ts";
import { compareSortable, sortable } from "./sortKey.ts";
import { nestedMap, nestedText, newMap, newText } from "./typedMap.ts";
import type { UntypedMap } from "./typedMap.ts";
import { transactUpkeep } from "./upkeep.ts";

/**
 * Mends what can be mended without guessing what somebody meant: missing fields are put in place, text becomes shared
 * text again, circles of merged people are opened where they are read as opened, order keys are made distinct and
 * short. Whatever else inspectPlan finds is left as it was written. Written under UPKEEP_CLIENT_ID; to repair twice
 * changes nothing more.
 */
export function repairPlan(document: PlanDocument): void {
  // One Yjs transaction around all: the inner ones join it.
  transactUpkeep(document, "repair", (transaction) => {
    mendFields(planShape, document.roots.plan);
    for (const name of COLLECTIONS) {
      const root = document.roots[name];
      for (const id of root.keys()) {
        const record = nestedMap(root, id);
        if (record) mendFields(collectionShapes[name], record);
      }
    }
    openCircles(document, transaction);
    separateTies(document);
    for (const list of crowdedLists(readPlan(document).records)) rekeyList(document, readPlan(document).records, list);
  });
}

function mendFields(shape: Readonly<Record<string, AnyField>>, record: UntypedMap): void {
  for (const [key, field] of Object.entries(shape)) {
    const stored = record.get(key);
    switch (field.kind) {
      case "text":
        if (!nestedText(record, key)) record.set(key, newText(typeof stored === "string" ? stored : ""));
        break;
      case "entries":
        if (!nestedMap(record, key)) record.set(key, newMap([]));
        break;
      case "value":
        // A card without a place stays in the tray: nobody has chosen one for it.
        if (!field.optional && stored === undefined && field.parse(field.fallback) !== undefined)
          record.set(key, field.fallback);
        break;
    }
  }
}

function openCircles(document: PlanDocument, transaction: PlanTransaction): void {
  const { records } = readPlan(document);
  for (const id of headsOfCircles(records)) transaction.set("people", id, "mergedInto", null);
}

function separateTies(document: PlanDocument): void {
  const { records } = readPlan(document);
  for (const list of orderedLists(records)) {
    const listed = recordsOf(records, list);
    const sorted = listed.map(sortable).sort(compareSortable);
    writeKeys(document, listed, list.root, spreadKeys(sorted, tiedIn(listed)), "separate equal order keys");
  }
}
