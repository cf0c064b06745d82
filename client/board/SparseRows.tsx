import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import type { Range } from "@tanstack/react-virtual";
import { useCallback } from "react";

import type { ObjectiveId } from "#shared/model/id.ts";

import { useInView } from "../view/useInView.ts";
import { CardShell } from "./CardShell.tsx";

interface SparseRowsProps {
  readonly order: readonly ObjectiveId[];
  readonly held: ObjectiveId | null;
  readonly scroller: HTMLElement;
  readonly landsLast: boolean;
}

/** A usual card and the space after it, in rem; each is measured once it is drawn. */
const USUAL_HEIGHT = 9.75;
const GAP = 0.5;
const OVERSCAN = 3;

/** Draws the cards in view and a few beyond, and none at all while the whole column is out of view. */
export function SparseRows({ order, held, scroller, landsLast }: SparseRowsProps) {
  const inView = useInView(scroller);
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const heldAt = held === null ? -1 : order.indexOf(held);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const rows = inView ? defaultRangeExtractor(range) : [];
      // The dragged card stays on the page however far the column is scrolled: the gesture hangs on its element.
      return heldAt < 0 || rows.includes(heldAt) ? rows : [...rows, heldAt].sort((a, b) => a - b);
    },
    [inView, heldAt],
  );
  // oxlint-disable-next-line react/incompatible-library -- its functions are used in this render only, never memoised
  const virtualizer = useVirtualizer({
    count: order.length,
    getScrollElement: () => scroller,
    estimateSize: () => USUAL_HEIGHT * rem,
    gap: GAP * rem,
    overscan: OVERSCAN,
    getItemKey: (index) => order[index] ?? index,
    rangeExtractor,
  });
  return (
    <ul
      className={landsLast ? "rows rows--sparse rows--lands-last" : "rows rows--sparse"}
      style={{ blockSize: `${virtualizer.getTotalSize()}px` }}
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
            />
          )
        );
      })}
    </ul>
  );
}
