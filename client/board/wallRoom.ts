import type { PlanRecords } from "#shared/model/planRecords.ts";
import { columns } from "#shared/queries/board.ts";

/** Beside the cards: for statements and words, for words, for one line of them, for none. */
type WallRoom = "much" | "words" | "line" | "none";

/**
 * What a wall has room for, by how many cards its fullest mission has. It is one for the whole board: a mission whose
 * cards alone lacked their words would look like one of which nothing was said. See wall.css.
 */
export function wallRoom(records: PlanRecords): WallRoom {
  const most = Math.max(0, ...columns(records).map(({ objectives }) => objectives.length));
  if (most <= 4) return "much";
  if (most <= 5) return "words";
  return most <= 7 ? "line" : "none";
}
