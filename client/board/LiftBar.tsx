import { useLayoutEffect } from "react";

import { useRecords } from "../plan/usePlan.ts";
import { useFound } from "../search/useFound.ts";
import { useDrag } from "../view/dragStore.ts";
import type { Drag } from "../view/dragStore.ts";
import { columnOf } from "./boardElements.ts";
import { cardsInWords } from "./cardWords.ts";
import { openColumns, placeInWords } from "./liftSteps.ts";

interface LiftBarProps {
  readonly board: () => Element | null;
}

/** While the keyboard holds cards: what they are, where they would land, and how to go on. The place is kept in view. */
export function LiftBar({ board }: LiftBarProps) {
  const drag = useDrag((drag) => (drag?.by === "keys" ? drag : null));
  return drag && <Lifted drag={drag} board={board} />;
}

function Lifted({ drag, board }: LiftBarProps & { readonly drag: Drag }) {
  const found = useFound();
  const { movedIds, target } = drag;
  useLayoutEffect(() => {
    if (target) showColumn(board(), target);
  }, [board, target]);
  const what = useRecords((records) => cardsInWords(records, movedIds));
  const where = useRecords((records) => placeInWords(target, openColumns(records, movedIds, found), movedIds.length));
  return (
    // A screen reader has been told the same already.
    <div className="board-bar" aria-hidden="true" data-testid="lifted">
      <strong className="board-bar__what">{what}</strong>
      <span className="board-bar__where">{where}</span>
      <span className="board-bar__keys">
        <kbd>↑ ↓ ← →</kbd> choose <kbd>Space</kbd> drop <kbd>Esc</kbd> put back
      </span>
    </div>
  );
}

/** Scrolls the board to the column, as little as needed. What shows the place itself scrolls the column: LandingCard. */
function showColumn(board: Element | null, { missionId }: NonNullable<Drag["target"]>): void {
  if (board) columnOf(missionId, board)?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
