import type { MissionId } from "../model/id.ts";
import { limits } from "../model/limits.ts";
import type { Mission } from "../model/mission.ts";
import type { Objective } from "../model/objective.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import type { PlanDocument } from "./planDocument.ts";
import { compareSortable, sortable, sortKeysBetween } from "./sortKey.ts";
import type { Sortable } from "./sortKey.ts";
import { transactUpkeep } from "./upkeep.ts";

/** Everything that is ordered among itself: the missions of the plan, or the cards of one mission. */
export type OrderedList =
  | { readonly root: "missions" }
  | { readonly root: "objectives"; readonly missionId: MissionId };

/** The lists in which a key is longer than `above`. The room shortens them when nobody moves there. */
export function crowdedLists(records: PlanRecords, above: number = limits.sortKey.rekeyAbove): readonly OrderedList[] {
  const isLong = ({ placement }: Mission | Objective): boolean => placement.sortKey.length > above;
  const crowded: OrderedList[] = [];
  const missions = [...records.missions.values()];
  if (missions.some(isLong)) crowded.push({ root: "missions" });
  const missionIds = new Set<MissionId>();
  for (const objective of records.objectives.values()) {
    if (isLong(objective)) missionIds.add(objective.placement.missionId);
  }
  for (const missionId of missionIds) crowded.push({ root: "objectives", missionId });
  return crowded;
}

/**
 * Shortens the keys of a list in one transaction of the server's. The order stays, and who moved what when; a move that
 * somebody makes at the same time wins.
 *
 * @returns how many records got a new key
 */
export function rekeyList(
  document: PlanDocument,
  records: PlanRecords,
  list: OrderedList,
  above: number = limits.sortKey.rekeyAbove,
): number {
  const listed = recordsOf(records, list);
  const sorted = listed.map(sortable).sort(compareSortable);
  const keys = spreadKeys(sorted, crowdedRuns(sorted, above));
  writeKeys(document, listed, list.root, keys, "re-key");
  return keys.size;
}

/** All records of a list, archived ones too: they come back to where they lay. */
export function recordsOf(records: PlanRecords, list: OrderedList): readonly (Mission | Objective)[] {
  if (list.root === "missions") return [...records.missions.values()];
  return [...records.objectives.values()].filter((objective) => objective.placement.missionId === list.missionId);
}

export function writeKeys(
  document: PlanDocument,
  listed: readonly (Mission | Objective)[],
  root: OrderedList["root"],
  keys: ReadonlyMap<string, string>,
  name: string,
): void {
  if (keys.size === 0) return;
  transactUpkeep(document, name, (transaction) => {
    for (const { id, placement } of listed) {
      const sortKey = keys.get(id);
      if (sortKey === undefined) continue;
      transaction.setAt({ root, id, field: "placement" }, { ...placement, sortKey });
    }
  });
}

/** New keys for the records of a sorted list that are in `replaced`, between the keys of those that are not. */
export function spreadKeys(sorted: readonly Sortable[], replaced: ReadonlySet<string>): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (let start = 0; start < sorted.length; start += 1) {
    if (!isIn(replaced, sorted[start])) continue;
    let end = start;
    while (isIn(replaced, sorted[end])) end += 1;
    const fresh = sortKeysBetween(sorted[start - 1]?.sortKey ?? null, sorted[end]?.sortKey ?? null, end - start);
    for (const [nth, key] of fresh.entries()) {
      const record = sorted[start + nth];
      if (record) keys.set(record.id, key);
    }
    start = end;
  }
  return keys;
}

/**
 * The neighbours that are no longer short, wherever one of them is too long. Keys up to half of that length are left
 * alone, so that what people write between them meanwhile stays where they put it.
 */
function crowdedRuns(sorted: readonly Sortable[], above: number): ReadonlySet<string> {
  const crowded = new Set<string>();
  let run: Sortable[] = [];
  const close = (): void => {
    if (run.some(({ sortKey }) => sortKey.length > above)) for (const { id } of run) crowded.add(id);
    run = [];
  };
  for (const record of sorted) {
    if (record.sortKey.length > above / 2) run.push(record);
    else close();
  }
  close();
  return crowded;
}

function isIn(replaced: ReadonlySet<string>, record: Sortable | undefined): boolean {
  return record !== undefined && replaced.has(record.id);
}
