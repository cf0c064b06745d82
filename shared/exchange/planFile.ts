import { SCHEMA_VERSION } from "../document/layout.ts";
import { collectionShapes } from "../document/planDocument.ts";
import type { CollectionIds, CollectionRecords, Collection } from "../document/planDocument.ts";
import type { PlanContent } from "../document/writePlan.ts";
import { parseCheckInEntry, storeCheckIn, storeWithdrawal } from "../model/checkIn.ts";
import type { CheckInEntry, RecordedCheckIn, Withdrawal } from "../model/checkIn.ts";
import type { RecordShape } from "../model/field.ts";
import { parseId } from "../model/id.ts";
import type { CheckInId } from "../model/id.ts";
import { isPlainObject } from "../model/json.ts";
import { limits } from "../model/limits.ts";
import type { Plan } from "../model/plan.ts";
import { planShape } from "../model/plan.ts";
import { ok, refuse } from "../model/result.ts";
import type { Result } from "../model/result.ts";
import { checkJson, FileProblems } from "./fileProblem.ts";
import type { FileProblem } from "./fileProblem.ts";
import { recordFromFile, recordToFile } from "./recordFile.ts";
import type { FileRecord } from "./recordFile.ts";
import { sameJson } from "../model/sameJson.ts";

/** The version of the plan file that is written; docs/plan-file.md describes it. */
export const PLAN_FILE_VERSION = 1;

/** A whole plan as plain JSON: everything that was ever recorded in it, archived and withdrawn things too. */
export interface PlanFile {
  readonly waymark: typeof PLAN_FILE_VERSION;
  readonly plan: FileRecord;
  readonly missions: readonly FileRecord[];
  readonly objectives: readonly FileRecord[];
  readonly keyResults: readonly FileRecord[];
  readonly people: readonly FileRecord[];
  readonly checkIns: readonly FileRecord[];
  readonly withdrawals: readonly FileRecord[];
}

// How the document lies in Yjs is no part of what the plan says.
const { schemaVersion: _layout, ...planFields } = planShape;
const planFileShape: RecordShape<Omit<Plan, "schemaVersion">> = planFields;

const PARTS = ["waymark", "plan", "missions", "objectives", "keyResults", "people", "checkIns", "withdrawals"];

/** The plan file of a plan. Equal plans give equal files: lists are in the order of their ids. */
export function writePlanFile(content: PlanContent): PlanFile {
  return {
    waymark: PLAN_FILE_VERSION,
    plan: recordToFile(planFileShape, content.plan),
    missions: list(collectionShapes.missions, content.missions),
    objectives: list(collectionShapes.objectives, content.objectives),
    keyResults: list(collectionShapes.keyResults, content.keyResults),
    people: list(collectionShapes.people, content.people),
    checkIns: byId([...content.checkIns.values()].map((checkIn) => ({ id: checkIn.id, ...storeCheckIn(checkIn) }))),
    withdrawals: byId([...content.withdrawals.values()].map((one) => ({ id: one.id, ...storeWithdrawal(one) }))),
  };
}

function list<Shaped>(shape: RecordShape<Shaped>, records: ReadonlyMap<string, Shaped>): readonly FileRecord[] {
  return byId([...records].map(([id, record]) => ({ id, ...recordToFile(shape, record) })));
}

function byId(records: readonly (FileRecord & { readonly id: string })[]): readonly FileRecord[] {
  return records.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Reads a plan file, whatever was given. Refused: what is wrong and where, so that somebody can mend it by hand. */
export function readPlanFile(value: unknown): Result<PlanContent, readonly FileProblem[]> {
  const problems = new FileProblems();
  if (!isPlainObject(value) || value["waymark"] !== PLAN_FILE_VERSION) {
    problems.add(
      "waymark",
      `A plan file begins with {"waymark": ${PLAN_FILE_VERSION}. This is something else, or a newer version.`,
    );
    return refuse(problems.listed);
  }
  checkJson(value, "", problems);
  for (const part of Object.keys(value)) {
    if (!PARTS.includes(part)) problems.add(part, "A plan file has no such part. Remove it.");
  }
  if (problems.any) return refuse(problems.listed);
  const content: PlanContent = {
    plan: readPlanPart(value["plan"], problems),
    missions: readCollection(value, "missions", problems),
    objectives: readCollection(value, "objectives", problems),
    keyResults: readCollection(value, "keyResults", problems),
    people: readCollection(value, "people", problems),
    ...readCheckIns(value, problems),
  };
  checkCount(content, problems);
  return problems.any ? refuse(problems.listed) : ok(content);
}

function readPlanPart(value: unknown, problems: FileProblems): Plan {
  if (!isPlainObject(value)) problems.add("plan", "The plan itself is missing: its title, purpose and cadence.");
  const fields = recordFromFile(planFileShape, isPlainObject(value) ? value : {}, "plan", problems);
  return Object.freeze({ ...fields, schemaVersion: SCHEMA_VERSION });
}

function readCollection<Name extends Collection>(
  file: FileRecord,
  name: Name,
  problems: FileProblems,
): ReadonlyMap<CollectionIds[Name], CollectionRecords[Name]> {
  const records = new Map<CollectionIds[Name], CollectionRecords[Name]>();
  for (const [index, listed] of listOf(file, name, problems).entries()) {
    const path = `${name}[${index}]`;
    const id = readId<CollectionIds[Name]>(listed, path, problems);
    if (id === undefined) continue;
    if (records.has(id)) problems.add(`${path}.id`, `Two entries of ${name} have this id. Remove one of them.`);
    const fields = recordFromFile<CollectionRecords[Name]>(collectionShapes[name], listed, path, problems);
    records.set(id, Object.freeze({ id, ...fields }) as unknown as CollectionRecords[Name]);
  }
  return records;
}

function readCheckIns(file: FileRecord, problems: FileProblems): Pick<PlanContent, "checkIns" | "withdrawals"> {
  const checkIns = new Map<CheckInId, RecordedCheckIn>();
  const withdrawals = new Map<CheckInId, Withdrawal>();
  for (const name of ["checkIns", "withdrawals"] as const) {
    for (const [index, listed] of listOf(file, name, problems).entries()) {
      const path = `${name}[${index}]`;
      const id = readId<CheckInId>(listed, path, problems);
      if (id === undefined) continue;
      if (checkIns.has(id) || withdrawals.has(id))
        problems.add(`${path}.id`, "Another check-in or withdrawal has this id.");
      const entry = parseCheckInEntry(id, listed);
      if (entry?.kind === "checkIn" && name === "checkIns") checkIns.set(id, entry.checkIn);
      else if (entry?.kind === "withdrawal" && name === "withdrawals") withdrawals.set(id, entry.withdrawal);
      else problems.add(path, "This entry is malformed; see docs/plan-file.md.");
      if (entry) checkNothingLost(listed, entry, path, problems);
    }
  }
  return { checkIns, withdrawals };
}

/** The reader of stored check-ins leaves out what it cannot use. In a file that is a problem. */
function checkNothingLost(listed: FileRecord, entry: CheckInEntry, path: string, problems: FileProblems): void {
  const kept = entry.kind === "checkIn" ? storeCheckIn(entry.checkIn) : storeWithdrawal(entry.withdrawal);
  for (const [key, value] of Object.entries(listed)) {
    if (key === "id" || isNothing(value) || sameJson(value, kept[key])) continue;
    problems.add(`${path}.${key}`, "This is not a value that a check-in can have; see docs/plan-file.md.");
  }
}

function isNothing(value: unknown): boolean {
  return value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
}

/**
 * Only cards have a limit that the server holds whoever adds them. Of anything else several people may have added more
 * at once than one of them could: a plan's own export must not be refused for that.
 */
function checkCount({ objectives }: PlanContent, problems: FileProblems): void {
  if (objectives.size <= limits.objectives) return;
  problems.add("objectives", `There are ${objectives.size}; a plan holds at most ${limits.objectives}.`);
}

function listOf(file: FileRecord, name: string, problems: FileProblems): readonly FileRecord[] {
  const value = file[name] ?? [];
  if (Array.isArray(value) && value.every(isPlainObject)) return value;
  problems.add(name, "This must be a list of records.");
  return [];
}

function readId<Id extends CollectionIds[Collection] | CheckInId>(
  listed: FileRecord,
  path: string,
  problems: FileProblems,
): Id | undefined {
  const id = parseId<Id>(listed["id"]);
  if (id === undefined) problems.add(`${path}.id`, `An id has 1 to ${limits.idLength} letters, digits, “-” or “_”.`);
  return id;
}
