import { useDroppable } from "@dnd-kit/core";
import { useLayoutEffect } from "react";

import type { MissionId } from "#shared/model/id.ts";
import { missionsInOrder } from "#shared/queries/board.ts";

import { useRecordsShallow } from "../plan/usePlan.ts";
import { dropAreaOf } from "./boardRects.ts";

interface DropAreasProps {
  /** The board's element, which the columns lie in. */
  readonly board: () => Element | null;
}

/** Tells dnd-kit of the columns: it finds there what to scroll while a card is held over one. */
export function DropAreas({ board }: DropAreasProps) {
  const missionIds = useRecordsShallow((records) => missionsInOrder(records).map(({ id }) => id));
  return missionIds.map((missionId) => <DropArea key={missionId} board={board} missionId={missionId} />);
}

function DropArea({ board, missionId }: DropAreasProps & { readonly missionId: MissionId }) {
  const { setNodeRef } = useDroppable({ id: missionId });
  // Each drag that begins renders this: it finds the column's element of that moment.
  useLayoutEffect(() => setNodeRef(dropAreaOf(board(), missionId)));
  return null;
}
