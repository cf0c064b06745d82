import * as Y from "yjs";

import type { RecordShape } from "../model/field.ts";
import type { KeyResultId, MissionId, ObjectiveId, PersonId } from "../model/id.ts";
import { keyResultShape } from "../model/keyResult.ts";
import type { KeyResult } from "../model/keyResult.ts";
import { missionShape } from "../model/mission.ts";
import type { Mission } from "../model/mission.ts";
import { objectiveShape } from "../model/objective.ts";
import type { Objective } from "../model/objective.ts";
import { personShape } from "../model/person.ts";
import type { Person } from "../model/person.ts";
import { newClientId } from "./clientId.ts";
import { nestedMap, nestedText, rootMap } from "./typedMap.ts";
import type { UntypedMap } from "./typedMap.ts";

/** The records that lie in a root map under their id, by the name of that root. */
export interface CollectionRecords {
  readonly missions: Mission;
  readonly objectives: Objective;
  readonly keyResults: KeyResult;
  readonly people: Person;
}
export interface CollectionIds {
  readonly missions: MissionId;
  readonly objectives: ObjectiveId;
  readonly keyResults: KeyResultId;
  readonly people: PersonId;
}
export type Collection = keyof CollectionRecords;

export const collectionShapes: { readonly [Name in Collection]: RecordShape<CollectionRecords[Name]> } = {
  missions: missionShape,
  objectives: objectiveShape,
  keyResults: keyResultShape,
  people: personShape,
};

export const COLLECTIONS: readonly Collection[] = ["missions", "objectives", "keyResults", "people"];

/** Every root a plan document has. A document with another one is not a plan's. */
export const ROOT_NAMES = ["plan", ...COLLECTIONS, "checkIns"] as const;
export type RootName = (typeof ROOT_NAMES)[number];

/** A plan's document, with its roots at hand. */
export interface PlanDocument {
  readonly doc: Y.Doc;
  readonly roots: { readonly [Name in RootName]: UntypedMap };
}

export function planDocument(doc: Y.Doc): PlanDocument {
  return {
    doc,
    roots: {
      plan: rootMap(doc, "plan"),
      missions: rootMap(doc, "missions"),
      objectives: rootMap(doc, "objectives"),
      keyResults: rootMap(doc, "keyResults"),
      people: rootMap(doc, "people"),
      checkIns: rootMap(doc, "checkIns"),
    },
  };
}

/** An empty document that may be written to under a clientID of its own. Fill it from storage or sync. */
export function newYDoc(clientId: number = newClientId()): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  return doc;
}

/** The text that several people may type in at once, for a text field to bind to. Undefined if it is not there. */
export function sharedText(
  plan: PlanDocument,
  root: "plan" | "missions" | "objectives",
  id: string,
  field: string,
): Y.Text | undefined {
  const record = root === "plan" ? plan.roots.plan : nestedMap(plan.roots[root], id);
  return record && nestedText(record, field);
}
