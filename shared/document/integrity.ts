import type { Mission } from "../model/mission.ts";
import type { Objective } from "../model/objective.ts";
import type { MissionId, PersonId } from "../model/id.ts";
import { limits } from "../model/limits.ts";
import { NO_MISSION } from "../model/placement.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import { ROOT_NAMES } from "./planDocument.ts";
import type { PlanDocument } from "./planDocument.ts";
import { readPlan } from "./planProjection.ts";
import { recordsOf } from "./rekey.ts";
import type { OrderedList } from "./rekey.ts";
import { compareSortable, isTie, sortable } from "./sortKey.ts";

/**
 * Something in a plan document that is not as it should be. Every plan can be read and shown in spite of it.
 *
 * - unreadableEntry: no record can be made of it, so it is not shown.
 * - missingField, malformedField: it reads as its fallback.
 * - unknownRoot: the document holds a part that plans do not have.
 * - unknownMission: the card shows in the tray. unknownOwner: it shows as nobody's.
 * - unknownObjective: a check-in or key result that belongs to no card.
 * - strayWithdrawal: it takes back nothing, or somebody else's check-in, and does not count.
 * - unknownMerge, mergeCircle: merged into nobody, or in a circle.
 * - longSortKey, equalSortKeys: the order holds, but is hard to insert into.
 */
export interface IntegrityProblem {
  readonly kind:
    | "unreadableEntry"
    | "missingField"
    | "malformedField"
    | "unknownRoot"
    | "unknownMission"
    | "unknownOwner"
    | "unknownObjective"
    | "strayWithdrawal"
    | "unknownMerge"
    | "mergeCircle"
    | "longSortKey"
    | "equalSortKeys";
  readonly root: string;
  readonly id: string;
  /** "" where the whole entry is meant. */
  readonly field: string;
}

/** Everything that is wrong with a plan document. Empty for one that only commands have written. */
export function inspectPlan(document: PlanDocument): readonly IntegrityProblem[] {
  const { records, problems } = readPlan(document);
  return [
    ...problems.map(({ root, id, field, reason }): IntegrityProblem => {
      const kind = field === "" ? "unreadableEntry" : reason === "missing" ? "missingField" : "malformedField";
      return { kind, root, id, field };
    }),
    ...unknownRoots(document),
    ...loosePlacesAndOwners(records),
    ...looseHistory(records),
    ...looseMerges(records),
    ...orderedLists(records).flatMap((list) => keyProblems(records, list)),
  ];
}

/** How many problems there are of each kind, which says nothing of what is in the plan. */
export function countedByKind(problems: readonly IntegrityProblem[]): Readonly<Record<string, number>> {
  const kinds = Map.groupBy(problems, ({ kind }) => kind);
  return Object.fromEntries([...kinds].map(([kind, { length }]) => [kind, length]));
}

/** Every list of the plan in which something lies, those of missions that are not in the plan too. Cards nobody placed are in none. */
export function orderedLists(records: PlanRecords): readonly OrderedList[] {
  const missionIds = new Set<MissionId>();
  for (const { placement } of records.objectives.values()) missionIds.add(placement.missionId);
  missionIds.delete(NO_MISSION);
  return [
    { root: "missions" },
    ...[...missionIds].map((missionId): OrderedList => ({ root: "objectives", missionId })),
  ];
}

/** The records of a list whose key is a tie with the one in front of them. */
export function tiedIn(listed: readonly (Mission | Objective)[]): ReadonlySet<string> {
  const sorted = listed.map(sortable).sort(compareSortable);
  const tied = new Set<string>();
  for (const [at, { id, sortKey }] of sorted.entries()) {
    const previous = sorted[at - 1];
    if (previous && isTie(previous.sortKey, sortKey)) tied.add(id);
  }
  return tied;
}

/** Of people merged in a circle, those with the smallest id: each is who the others of its circle are read as. */
export function headsOfCircles({ people }: PlanRecords): ReadonlySet<PersonId> {
  const heads = new Set<PersonId>();
  for (const start of people.values()) {
    let smallest = start.id;
    let at = start.mergedInto;
    for (let steps = 0; at !== null && at !== start.id && steps < people.size; steps += 1) {
      if (at < smallest) smallest = at;
      at = people.get(at)?.mergedInto ?? null;
    }
    if (at === start.id) heads.add(smallest);
  }
  return heads;
}

function unknownRoots({ doc }: PlanDocument): IntegrityProblem[] {
  const known: readonly string[] = ROOT_NAMES;
  return [...doc.share.keys()]
    .filter((root) => !known.includes(root))
    .map((root) => ({ kind: "unknownRoot", root, id: "", field: "" }));
}

function loosePlacesAndOwners({ missions, objectives, people }: PlanRecords): IntegrityProblem[] {
  const problems: IntegrityProblem[] = [];
  for (const { id, placement, ownerId } of objectives.values()) {
    if (!missions.has(placement.missionId)) {
      problems.push({ kind: "unknownMission", root: "objectives", id, field: "placement" });
    }
    if (ownerId !== null && !people.has(ownerId)) {
      problems.push({ kind: "unknownOwner", root: "objectives", id, field: "ownerId" });
    }
  }
  return problems;
}

function looseHistory({ objectives, keyResults, checkIns, withdrawals }: PlanRecords): IntegrityProblem[] {
  const problems: IntegrityProblem[] = [];
  for (const { id, objectiveId } of keyResults.values()) {
    if (!objectives.has(objectiveId)) {
      problems.push({ kind: "unknownObjective", root: "keyResults", id, field: "objectiveId" });
    }
  }
  for (const { id, objectiveId } of checkIns.values()) {
    if (!objectives.has(objectiveId)) {
      problems.push({ kind: "unknownObjective", root: "checkIns", id, field: "objectiveId" });
    }
  }
  for (const { id, of, by } of withdrawals.values()) {
    if (checkIns.get(of)?.by !== by) problems.push({ kind: "strayWithdrawal", root: "checkIns", id, field: "of" });
  }
  return problems;
}

function looseMerges(records: PlanRecords): IntegrityProblem[] {
  const problems: IntegrityProblem[] = [];
  for (const { id, mergedInto } of records.people.values()) {
    if (mergedInto !== null && !records.people.has(mergedInto)) {
      problems.push({ kind: "unknownMerge", root: "people", id, field: "mergedInto" });
    }
  }
  for (const id of headsOfCircles(records)) {
    problems.push({ kind: "mergeCircle", root: "people", id, field: "mergedInto" });
  }
  return problems;
}

function keyProblems(records: PlanRecords, list: OrderedList): IntegrityProblem[] {
  const listed = recordsOf(records, list);
  const { root } = list;
  const long = listed.filter(({ placement }) => placement.sortKey.length > limits.sortKey.rekeyAbove);
  return [
    ...long.map(({ id }): IntegrityProblem => ({ kind: "longSortKey", root, id, field: "placement" })),
    ...[...tiedIn(listed)].map((id): IntegrityProblem => ({ kind: "equalSortKeys", root, id, field: "placement" })),
  ];
}
