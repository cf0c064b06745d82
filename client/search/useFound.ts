import { useMemo } from "react";

import type { ObjectiveId } from "#shared/model/id.ts";

import { useRecords } from "../plan/usePlan.ts";
import { useSearch } from "../view/searchStore.ts";
import { useToday } from "../view/today.ts";
import { foundObjectives } from "./foundObjectives.ts";

/** The cards that the search shows; null while nobody searches. */
export function useFound(): ReadonlySet<ObjectiveId> | null {
  const search = useSearch();
  const today = useToday();
  return useRecords((records) => foundObjectives(records, search, today));
}

/** Those of a list of cards that the search shows, in the same order; the list itself while nobody searches. */
export function useFoundIn(ids: readonly ObjectiveId[]): readonly ObjectiveId[] {
  const found = useFound();
  return useMemo(() => (found ? ids.filter((id) => found.has(id)) : ids), [found, ids]);
}
