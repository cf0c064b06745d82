import { useLayoutEffect, useRef } from "react";
import type { CSSProperties, ReactNode, RefObject } from "react";
import { createPortal } from "react-dom";

import type { MissionId, ObjectiveId } from "#shared/model/id.ts";

import { useMission } from "../plan/usePlan.ts";
import { useColumnDrag } from "../view/columnDragStore.ts";
import { useDrag } from "../view/dragStore.ts";
import { CardPicture } from "./CardPicture.tsx";
import { followHand } from "./useHand.ts";
import type { Place } from "./useHand.ts";

/** What was pressed, where it lay then on the screen, and where the hand was. */
export interface Press {
  readonly box: DOMRect;
  readonly at: Place;
}

interface HeldPictureProps {
  readonly press: RefObject<Press | null>;
  readonly hand: () => Place | null;
}

/** What follows the pointer: a card, a stack of cards, or the name of a column. */
export function HeldPicture(props: HeldPictureProps) {
  const objectiveId = useDrag((drag) => (drag?.by === "pointer" ? drag.objectiveId : null));
  const missionId = useColumnDrag((drag) => (drag?.by === "pointer" ? drag.missionId : null));
  if (!objectiveId && !missionId) return null;
  return createPortal(
    <InHand {...props}>
      {missionId && <ColumnPicture missionId={missionId} />}
      {objectiveId && <HeldCards objectiveId={objectiveId} />}
    </InHand>,
    document.body,
  );
}

/**
 * Lies where what was pressed lay, and goes as far as the hand has gone since. It goes by itself: dnd-kit's overlay is
 * rendered twice before it first shows, and then a frame after each movement.
 */
function InHand({ press, hand, children }: HeldPictureProps & { readonly children: ReactNode }) {
  const picture = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = picture.current;
    if (!element || !press.current) return undefined;
    const { box, at } = press.current;
    const go = ({ x, y }: Place): void => {
      element.style.transform = `translate3d(${x - at.x}px, ${y - at.y}px, 0)`;
    };
    const { left, top, width, height } = box;
    const place: CSSProperties = { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` };
    Object.assign(element.style, place);
    go(hand() ?? at);
    return followHand(go);
  }, [press, hand]);
  return (
    <div className="in-hand" ref={picture}>
      {children}
    </div>
  );
}

function HeldCards({ objectiveId }: { readonly objectiveId: ObjectiveId }) {
  const count = useDrag((drag) => drag?.movedIds.length ?? 0);
  if (count < 2) return <CardPicture objectiveId={objectiveId} />;
  return (
    <div className="held-stack">
      <CardPicture objectiveId={objectiveId} />
      <span className="held-stack__count" aria-hidden="true">
        {count}
      </span>
    </div>
  );
}

function ColumnPicture({ missionId }: { readonly missionId: MissionId }) {
  const title = useMission(missionId)?.title;
  return (
    <div className="held-column" aria-hidden="true">
      {title}
    </div>
  );
}
