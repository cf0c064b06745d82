// Stop 10 of the way of one drag: the one card that renders.
import { memo, useEffect } from "react";

import type { ObjectiveId } from "#shared/model/id.ts";

import { useObjective, useObjectiveState } from "../plan/usePlan.ts";
import { countRender } from "../view/renderCounts.ts";
import { CardFace } from "./CardFace.tsx";

/** A card. It takes only an id, so that it renders when its own objective changes and at no other time. */
export const CardBody = memo(function CardBody({ objectiveId }: { readonly objectiveId: ObjectiveId }) {
  const objective = useObjective(objectiveId);
  const state = useObjectiveState(objectiveId);
  useEffect(() => countRender("bodies"));
  if (!objective) return null;
  return (
    <article
      className="card"
      data-testid={`card-${objectiveId}`}
      data-mission={objective.placement.missionId}
      data-status={state.status}
      data-progress={state.progress === null ? "" : Math.round(state.progress)}
    >
      <CardFace objective={objective} state={state} />
    </article>
  );
});
