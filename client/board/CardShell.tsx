import { useDraggable } from "@dnd-kit/core";
import { EllipsisVertical } from "lucide-react";
import { memo, useEffect } from "react";

import type { ObjectiveId } from "#shared/model/id.ts";

import { useCan } from "../plan/usePlan.ts";
import { useDrag } from "../view/dragStore.ts";
import { openPopup } from "../view/popupStore.ts";
import { countRender } from "../view/renderCounts.ts";
import { CardBody } from "./CardBody.tsx";
import { cardHandleId, cardTitleId } from "./cardIds.ts";

interface CardShellProps {
  readonly objectiveId: ObjectiveId;
  /** The rest only where a column draws a part of its cards: what measures it, … */
  readonly measure?: (element: HTMLElement | null) => void;
  /** … which of all its cards it is, counted from 0, of how many, … */
  readonly index?: number;
  readonly of?: number;
  /** … and how far from the top it lies, in CSS pixels. */
  readonly top?: number;
}

/**
 * What can be picked up. It renders with every drag; the body inside it takes only an id and does not. The pointer may
 * press anywhere on the card, the keyboard and a screen reader find one handle.
 */
export const CardShell = memo(function CardShell({ objectiveId, measure, index, of, top }: CardShellProps) {
  const movable = useCan("editObjectives");
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({
    id: objectiveId,
    disabled: !movable,
  });
  const landsHere = useDrag((drag) => drag?.target?.before === objectiveId);
  useEffect(() => countRender("shells"));

  const classes = ["row", isDragging && "row--held", landsHere && "row--lands"].filter(Boolean).join(" ");
  return (
    <li
      ref={measure}
      className={classes}
      style={top === undefined ? undefined : { insetBlockStart: `${top}px` }}
      data-row={objectiveId}
      data-index={index}
      aria-posinset={index === undefined ? undefined : index + 1}
      aria-setsize={of}
    >
      <div ref={setNodeRef} className="row__grip" {...listeners}>
        <CardBody objectiveId={objectiveId} />
        <button
          ref={setActivatorNodeRef}
          type="button"
          id={cardHandleId(objectiveId)}
          className="button button--quiet button--icon row__handle"
          aria-label="Move and more"
          aria-haspopup="menu"
          aria-describedby={`${cardTitleId(objectiveId)} ${attributes["aria-describedby"]}`}
          onClick={(event) => openPopup({ kind: "menu", objectiveId, anchor: event.currentTarget })}
        >
          <EllipsisVertical className="icon" aria-hidden="true" />
        </button>
      </div>
    </li>
  );
});
