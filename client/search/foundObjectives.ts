import type { ObjectiveId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { columns, tray } from "#shared/queries/board.ts";
import { matches } from "#shared/queries/matches.ts";
import type { ObjectiveFilter } from "#shared/queries/matches.ts";

import type { Search } from "../view/searchStore.ts";

interface Found {
  readonly records: PlanRecords;
  readonly ids: ReadonlySet<ObjectiveId>;
}

/** What was found last by each search; a new search is a new object. */
const lastFound = new WeakMap<Search, Found>();

/**
 * The cards that a search shows, as the same set until another one comes; null if it asks for nothing. A card stays
 * found until the search itself changes: whatever others write meanwhile, nothing vanishes under a pointer.
 *
 * @param now milliseconds since 1970; what is late is late then
 */
export function foundObjectives(records: PlanRecords, search: Search, now: number): ReadonlySet<ObjectiveId> | null {
  if (search.text.trim() === "" && search.late === null) return null;
  const filter = filterOf(search, now);
  const former = lastFound.get(search);
  if (former?.records === records) return former.ids;
  const ids = new Set<ObjectiveId>(search.added);
  // In the tray nothing is late: nobody is asked to say anything about it.
  const loose = search.late === null ? tray(records) : [];
  const shown = [...columns(records).flatMap(({ objectives }) => objectives), ...loose];
  for (const objective of shown) {
    if (former?.ids.has(objective.id) || matches(records, objective, filter)) ids.add(objective.id);
  }
  const same = former !== undefined && former.ids.size === ids.size && [...ids].every((id) => former.ids.has(id));
  const found: Found = { records, ids: same ? former.ids : ids };
  lastFound.set(search, found);
  return found.ids;
}

function filterOf({ text, late }: Search, now: number): ObjectiveFilter {
  if (late === null) return { text };
  return { text, lateAt: now, ...(late.of === "owner" && { ownerId: late.ownerId }) };
}
