import type { ObjectiveId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { columns, tray } from "#shared/queries/board.ts";
import { matches } from "#shared/queries/matches.ts";

import type { Search } from "../view/searchStore.ts";

interface Found {
  readonly records: PlanRecords;
  readonly ids: ReadonlySet<ObjectiveId>;
}

/** What was found last by each search; a new search is a new object. */
const lastFound = new WeakMap<Search, Found>();

/**
 * The cards that a search shows, as the same set until another one comes; null if it asks for nothing. A card stays found until the search itself changes:
 * whatever others write meanwhile, nothing vanishes under a pointer.
 */
export function foundObjectives(records: PlanRecords, search: Search): ReadonlySet<ObjectiveId> | null {
  if (search.text.trim() === "") return null;
  const former = lastFound.get(search);
  if (former?.records === records) return former.ids;
  const ids = new Set<ObjectiveId>(search.added);
  const shown = [...columns(records).flatMap(({ objectives }) => objectives), ...tray(records)];
  for (const objective of shown) {
    if (former?.ids.has(objective.id) || matches(records, objective, search)) ids.add(objective.id);
  }
  const same = former !== undefined && former.ids.size === ids.size && [...ids].every((id) => former.ids.has(id));
  const found: Found = { records, ids: same ? former.ids : ids };
  lastFound.set(search, found);
  return found.ids;
}
