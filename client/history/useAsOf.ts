import { useState } from "react";

import type { PlanRecords } from "#shared/model/planRecords.ts";

import { usePlanSession } from "../plan/usePlan.ts";
import { useToday } from "../view/today.ts";

type Drawn = Pick<PlanRecords, "histories" | "keyResults">;

/**
 * The time as of which a history is drawn, in milliseconds since 1970: that of the last change, so that what was said or
 * changed while it is open lies before it, and of the present day at least.
 */
export function useAsOf({ histories, keyResults }: Drawn): number {
  const session = usePlanSession();
  const today = useToday();
  const taken = (): Drawn & { today: number; now: number } => ({ histories, keyResults, today, now: session.now() });
  const [asOf, setAsOf] = useState(taken);
  if (asOf.histories === histories && asOf.keyResults === keyResults && asOf.today === today) return asOf.now;
  const next = taken();
  setAsOf(next);
  return next.now;
}
