import type { ObjectiveId } from "#shared/model/id.ts";

import { useHeldBar } from "../view/barStore.ts";
import { DRAGGED_BAR } from "./useBarDrag.ts";

interface CardProgressProps {
  readonly objectiveId: ObjectiveId;
  /** 0 to 100; null if nobody has said. */
  readonly progress: number | null;
  /** Whether a drag of the bar says it anew. */
  readonly draggable: boolean;
}

/** How far a card is, as a number and a bar. */
export function CardProgress({ objectiveId, progress, draggable }: CardProgressProps) {
  const held = useHeldBar(objectiveId);
  const shown = held ?? progress;
  const classes = ["progress", draggable && DRAGGED_BAR, held !== null && "progress--held"].filter(Boolean);
  return (
    <>
      {shown !== null && <span className="card__number">{Math.round(shown)}%</span>}
      <span
        className={classes.join(" ")}
        style={{ backgroundSize: `${shown ?? 0}% 100%` }}
        title={draggable ? "Drag to say how far it is" : undefined}
        aria-hidden="true"
      />
    </>
  );
}
