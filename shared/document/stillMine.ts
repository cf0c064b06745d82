import { isPlainObject } from "../model/json.ts";
import { FIRST_CLIENT_ID } from "./clientId.ts";
import type { PlanDocument } from "./planDocument.ts";
import { recordAt, textAt } from "./planTransaction.ts";
import type { AddedStep, EntryStep, SetStep, TextStep } from "./planTransaction.ts";
import { canTakeBack } from "./textEdit.ts";
import { lastWrite, lastWriter, nestedMap } from "./typedMap.ts";
import type { UntypedMap } from "./typedMap.ts";

type OwnStep = AddedStep | SetStep | EntryStep | TextStep;

/** Whether what a step wrote is still there, written by nobody else since; of a text, whether any of it is. */
export function isStillMine(document: PlanDocument, step: OwnStep): boolean {
  const at = step.kind === "added" ? { ...step, field: "archived" } : step.at;
  const { field } = at;
  const record = recordAt(document, at);
  if (!record) return false;
  switch (step.kind) {
    case "added":
      return lastWrite(record, field) === step.write;
    case "set":
      return lastWrite(record, field) === step.write || isRekeyed(record, step);
    case "entry": {
      const entries = nestedMap(record, field);
      return entries !== undefined && lastWrite(entries, step.key) === step.write;
    }
    case "text": {
      const shared = textAt(document, at);
      return shared !== undefined && canTakeBack(shared, step.edit);
    }
  }
}

/** Whether only the server's re-keying has written since: the same decision by the same person, with a shorter key. */
function isRekeyed(record: UntypedMap, { at, after }: SetStep): boolean {
  const writer = lastWriter(record, at.field);
  const current = record.get(at.field);
  if (at.field !== "placement" || writer === undefined || writer >= FIRST_CLIENT_ID) return false;
  if (!isPlainObject(current) || !isPlainObject(after)) return false;
  return ["missionId", "by", "at"].every((key) => current[key] === after[key]);
}
