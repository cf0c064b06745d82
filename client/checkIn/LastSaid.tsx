import { saysNothing } from "#shared/model/checkIn.ts";
import type { ObjectiveId } from "#shared/model/id.ts";
import { isolated } from "#shared/model/isolated.ts";

import { useObjectiveState, usePerson } from "../plan/usePlan.ts";
import { ageInWords } from "../ui/dates.ts";
import { useAge } from "./useAge.ts";

/** Who said what last about an objective, and when: what a new check-in follows. */
export function LastSaid({ objectiveId }: { readonly objectiveId: ObjectiveId }) {
  const { lastCheckIn } = useObjectiveState(objectiveId);
  const author = usePerson(lastCheckIn?.by ?? null);
  const age = useAge(objectiveId);
  if (!lastCheckIn) return <p className="last-said">Nobody has checked in yet.</p>;
  return (
    <p className="last-said">
      {isolated(author?.name ?? "Somebody")}, {ageInWords(age?.ageDays ?? 0)}
      {lastCheckIn.note !== "" && <>: “{lastCheckIn.note}”</>}
      {saysNothing(lastCheckIn) && ": still right"}
    </p>
  );
}
