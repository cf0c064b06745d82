import { ownUpdates } from "#shared/queries/freshness.ts";

import { usePersonId, useRecords } from "../plan/usePlan.ts";
import { useToday } from "../view/today.ts";

/** How many of my objectives wait for a word of mine; 0 while this device has not said who I am. */
export function useDueCount(): number {
  const personId = usePersonId();
  const today = useToday();
  return useRecords((records) => (personId === null ? 0 : ownUpdates(records, personId, today).due.length));
}
