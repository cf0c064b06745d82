import { Check } from "lucide-react";
import { memo, useEffect } from "react";
import type { CSSProperties, ReactNode } from "react";

import type { ObjectiveId } from "#shared/model/id.ts";

import { useCan } from "../plan/usePlan.ts";
import { classNames } from "../ui/classNames.ts";
import { currentCardFocus, useCardFocus } from "../view/cardFocus.ts";
import { useDrag } from "../view/dragStore.ts";
import { openPopup } from "../view/popupStore.ts";
import { countRender } from "../view/renderCounts.ts";
import { useSelection } from "../view/selectionStore.ts";
import { CardBody } from "./CardBody.tsx";
import { cardHandleId, cardPart, cardTitleId } from "./cardIds.ts";
import { LandingCard } from "./LandingCard.tsx";
import { HOW_TO_MOVE, useGrip } from "./PressedGrip.tsx";

interface CardShellProps {
  readonly objectiveId: ObjectiveId;
  /** How far down it is drawn from where it lies, while its list parts for several, in CSS pixels. */
  readonly shift?: number | undefined;
  /** The rest only where a column draws a part of its cards: what measures it, … */
  readonly measure?: (element: HTMLElement | null) => void;
  /** … which of all its cards it is, counted from 0, of how many, … */
  readonly index?: number;
  readonly of?: number;
  /** … and how far from the top it lies, in CSS pixels. */
  readonly top?: number;
}

/** A card in its column. The body inside takes only an id: a drag that begins renders none. */
export const CardShell = memo(function CardShell({ objectiveId, shift, measure, index, of, top }: CardShellProps) {
  const landsHere = useDrag((drag) => drag?.target?.before === objectiveId);
  const held = useDrag((drag) => drag?.movedIds.includes(objectiveId) ?? false);
  const lifted = useDrag((drag) => drag?.by === "keys" && drag.objectiveId === objectiveId);
  const selected = useSelection(({ ids }) => ids.has(objectiveId));
  useFocusOf(objectiveId);

  const className = classNames({
    row: true,
    "row--held": held && !lifted,
    "row--lifted": lifted,
    "row--lands": landsHere,
    "row--selected": selected,
  });
  return (
    <li
      ref={measure}
      className={className}
      style={placed(top, shift)}
      data-row={objectiveId}
      data-index={index}
      aria-posinset={index === undefined ? undefined : index + 1}
      aria-setsize={of}
    >
      {landsHere && <LandingCard at="before" />}
      <CardGrip objectiveId={objectiveId}>
        {selected && (
          <span className="row__tick">
            <Check className="icon" aria-hidden="true" />
            <span className="visually-hidden">Selected:</span>
          </span>
        )}
        <CardBody objectiveId={objectiveId} />
      </CardGrip>
    </li>
  );
});

function placed(top: number | undefined, shift: number | undefined): CSSProperties | undefined {
  if (top === undefined && shift === undefined) return undefined;
  return { insetBlockStart: top === undefined ? undefined : `${top}px`, "--shift": `${shift ?? 0}px` };
}

interface CardGripProps {
  readonly objectiveId: ObjectiveId;
  readonly children: ReactNode;
}

/** What can be picked up. The pointer may press anywhere on the card, the keyboard and a screen reader find one handle. */
function CardGrip({ objectiveId, children }: CardGripProps) {
  const movable = useCan("editObjectives");
  const grip = useGrip(objectiveId);
  useEffect(() => countRender("shells"));
  return (
    <div className={movable ? "row__grip row__grip--movable" : "row__grip"} {...(movable ? grip : undefined)}>
      {children}
      <button
        type="button"
        id={cardHandleId(objectiveId)}
        className="button button--quiet button--icon row__handle drawn-icon"
        aria-label={movable ? "Move and more" : "More"}
        aria-haspopup="menu"
        aria-describedby={movable ? `${cardTitleId(objectiveId)} ${HOW_TO_MOVE}` : cardTitleId(objectiveId)}
        onClick={(event) => openPopup({ kind: "menu", objectiveId, anchor: event.currentTarget })}
      />
    </div>
  );
}

/**
 * Gives this card the focus that is meant for it: after a drop, or from the card beside it; and again when others have
 * moved it to another column and its element with it, unless focus has gone elsewhere since.
 */
function useFocusOf(objectiveId: ObjectiveId): void {
  const wanted = useCardFocus((focus) => focus?.objectiveId === objectiveId && focus.wanted);
  useEffect(() => {
    const focus = currentCardFocus();
    if (focus?.objectiveId !== objectiveId) return;
    if (!wanted && document.activeElement !== document.body) return;
    cardPart(objectiveId, focus.part)?.focus({ preventScroll: !wanted });
  }, [wanted, objectiveId]);
}
