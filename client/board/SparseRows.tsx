import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import type { Range } from "@tanstack/react-virtual";
import { useCallback, useDeferredValue, useState } from "react";

import type { ObjectiveId } from "#shared/model/id.ts";

import { useCardFocus } from "../view/cardFocus.ts";
import { useDrag } from "../view/dragStore.ts";
import { useInView } from "../view/useInView.ts";
import { CardShell } from "./CardShell.tsx";
import type { PartedRows } from "./partedRows.ts";
import { rowsClass } from "./rowsClass.ts";

interface SparseRowsProps {
  readonly order: readonly ObjectiveId[];
  readonly held: ObjectiveId | null;
  readonly scroller: HTMLElement;
  readonly landsLast: boolean;
  readonly room: number;
  readonly parted: PartedRows | null;
}

/** A usual card and the space after it, in rem; each is measured once it is drawn. */
const USUAL_HEIGHT = 9.75;
const GAP = 0.5;
/** Cards drawn beyond each edge: what a first turn of the wheel shows, and what a hand that scrolls on does. */
const OVERSCAN = 1;
const OVERSCAN_SCROLLED = 3;

/** Draws the cards in view and a few beyond, and none at all while the whole column is out of view. */
export function SparseRows({ order, held, scroller, landsLast, room, parted }: SparseRowsProps) {
  const inView = useInView(scroller);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  // The dragged card stays on the page however far the column is scrolled: the gesture hangs on its element. So does
  // the card that has focus, and the one beside the gap that the keyboard has chosen.
  const heldAt = held === null ? -1 : order.indexOf(held);
  const focusedAt = useCardFocus((focus) => (focus ? order.indexOf(focus.objectiveId) : -1));
  const beforeAt = useDrag((drag) =>
    drag?.by === "keys" && drag.target?.before ? order.indexOf(drag.target.before) : -1,
  );
  const lastAt = landsLast ? order.length - 1 : -1;
  const rangeExtractor = useCallback(
    (range: Range) => {
      const rows = new Set(inView ? defaultRangeExtractor(range) : []);
      for (const at of [heldAt, focusedAt, beforeAt, lastAt]) if (at >= 0) rows.add(at);
      return [...rows].sort((a, b) => a - b);
    },
    [inView, heldAt, focusedAt, beforeAt, lastAt],
  );
  const [scrolled, setScrolled] = useState(false);
  // Those beyond the edge are drawn after the first picture.
  const overscan = useDeferredValue(scrolled || parted ? OVERSCAN_SCROLLED : OVERSCAN, 0);
  // oxlint-disable-next-line react/incompatible-library -- its functions are used in this render only, never memoised
  const virtualizer = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller,
    estimateSize: () => USUAL_HEIGHT * rem,
    gap: GAP * rem,
    overscan,
    getItemKey: (index) => order[index] ?? index,
    rangeExtractor,
    onChange: ({ isScrolling }) => {
      if (isScrolling) setScrolled(true);
    },
  });
  return (
    <ul
      className={`${rowsClass(room, landsLast, parted !== null)} rows--sparse`}
      style={{
        blockSize: `${virtualizer.getTotalSize()}px`,
        "--room": `${room}px`,
        "--left": `${parted?.left ?? 0}px`,
      }}
    >
      {virtualizer.getVirtualItems().map(({ index, start }) => {
        const objectiveId = order[index];
        return (
          objectiveId && (
            <CardShell
              key={objectiveId}
              objectiveId={objectiveId}
              measure={virtualizer.measureElement}
              index={index}
              of={order.length}
              top={start}
              shift={parted?.shifts.get(objectiveId)}
            />
          )
        );
      })}
    </ul>
  );
}
