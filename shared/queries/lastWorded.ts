import type { CheckIn } from "../model/checkIn.ts";
import { latestOf } from "./checkInOrder.ts";

/** The latest check-in of an objective that was put in words and not taken back; null if none was. */
export function lastWorded(history: readonly CheckIn[]): CheckIn | null {
  return latestOf(history, ({ note }) => note !== "");
}
