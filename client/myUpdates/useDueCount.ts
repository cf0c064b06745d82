import { ownUpdates } from "#shared/queries/freshness.ts";

import { useMayAtAll, usePersonId, useRecords } from "../plan/usePlan.ts";
import { useToday } from "../view/today.ts";

/** How many of my objectives wait for a word of mine; 0 for whoever has not said who they are, or may say nothing. */
export function useDueCount(): number {
  const personId = usePersonId();
  const today = useToday();
  const mayCheckIn = useMayAtAll("recordCheckIn");
  return useRecords((records) =>
    personId === null || !mayCheckIn ? 0 : ownUpdates(records, personId, today).due.length,
  );
}
