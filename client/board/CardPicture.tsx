import type { ObjectiveId } from "#shared/model/id.ts";

import { useObjective, useObjectiveState } from "../plan/usePlan.ts";
import { CardFace } from "./CardFace.tsx";

/** The card that follows the pointer. Only to be looked at. */
export function CardPicture({ objectiveId }: { readonly objectiveId: ObjectiveId }) {
  const objective = useObjective(objectiveId);
  const state = useObjectiveState(objectiveId);
  return (
    <div className="card card--picture" aria-hidden="true">
      {objective && <CardFace objective={objective} state={state} picture />}
    </div>
  );
}
