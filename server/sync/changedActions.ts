import type { PlanDocument, RootName } from "#shared/document/planDocument.ts";
import { ROOT_NAMES } from "#shared/document/planDocument.ts";
import type { Action } from "#shared/permissions/can.ts";
import type * as Y from "yjs";

/** What somebody has done who wrote to a root of the document, in the words of the table of rights. */
const ACTION_OF: Readonly<Record<RootName, Action>> = {
  plan: "editPlan",
  missions: "editMissions",
  objectives: "editObjectives",
  keyResults: "editKeyResults",
  people: "editPeople",
  checkIns: "recordCheckIn",
};

/** What a transaction did; nothing of what it says. */
export function changedActions({ roots }: PlanDocument, transaction: Y.Transaction): ReadonlySet<Action> {
  const actions = new Set<Action>();
  for (const type of transaction.changed.keys()) {
    let top: unknown = type;
    for (let at = type; at._item !== null && at.parent !== null; at = at.parent) top = at.parent;
    const name = ROOT_NAMES.find((root) => roots[root] === top);
    if (name) actions.add(ACTION_OF[name]);
  }
  return actions;
}
