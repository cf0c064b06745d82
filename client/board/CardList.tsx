import { useState } from "react";
import type { ReactNode } from "react";

import type { ObjectiveId } from "#shared/model/id.ts";

import { usePrinting } from "../view/usePrinting.ts";
import { CardShell } from "./CardShell.tsx";
import { LandingCard } from "./LandingCard.tsx";
import type { PartedRows } from "./partedRows.ts";
import { SparseRows } from "./SparseRows.tsx";
import { rowsClass } from "./rowsClass.ts";

interface CardListProps {
  readonly order: readonly ObjectiveId[];
  /** The card being dragged, which must stay on the page. */
  readonly held: ObjectiveId | null;
  readonly sparse: boolean;
  /** A dragged card would land after all of these. */
  readonly landsLast: boolean;
  /** How high a gap opens where it would land, in CSS pixels. */
  readonly room: number;
  /** How the cards part, where several of these are dragged. */
  readonly parted: PartedRows | null;
  /** Shown in place of cards when there are none. */
  readonly children: ReactNode;
  /** What scrolls with the cards, below them. */
  readonly after?: ReactNode;
}

/** The cards of a column, which scrolls by itself. Of many cards only those in view are on the page; all in print. */
export function CardList({ order, held, sparse, landsLast, room, parted, children, after }: CardListProps) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const printing = usePrinting();
  const few = !sparse || printing;
  return (
    <div className="column__scroller" ref={setScroller}>
      <div className="column__drop">
        {order.length === 0 && children}
        {few && (
          <ul
            className={rowsClass(room, landsLast, parted !== null)}
            style={{ "--room": `${room}px`, "--left": `${parted?.left ?? 0}px` }}
          >
            {order.map((objectiveId) => (
              <CardShell key={objectiveId} objectiveId={objectiveId} shift={parted?.shifts.get(objectiveId)} />
            ))}
          </ul>
        )}
        {!few && scroller && (
          <SparseRows order={order} held={held} scroller={scroller} landsLast={landsLast} room={room} parted={parted} />
        )}
        {landsLast && <LandingCard at="end" />}
        {after}
      </div>
    </div>
  );
}
