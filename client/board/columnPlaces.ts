import type { MissionId } from "#shared/model/id.ts";

import type { ColumnRect } from "./dropTarget.ts";

/** Where a column held at x would land: before which of the others; null: after all of them. */
export function columnTarget(x: number, columns: readonly ColumnRect[], held: MissionId): MissionId | null {
  const others = columns.filter(({ missionId }) => missionId !== held);
  return others.find(({ left, right }) => x < (left + right) / 2)?.missionId ?? null;
}

/** True if the column lies there already. */
export function isColumnAtHome(before: MissionId | null, order: readonly MissionId[], held: MissionId): boolean {
  return (order[order.indexOf(held) + 1] ?? null) === before;
}

/** Where a key takes a lifted column; undefined if the key does not move it. `before`: where it would land now. */
export function columnStep(
  key: string,
  before: MissionId | null,
  order: readonly MissionId[],
  held: MissionId,
): MissionId | null | undefined {
  const others = order.filter((missionId) => missionId !== held);
  const at = before === null || !others.includes(before) ? others.length : others.indexOf(before);
  switch (key) {
    case "ArrowLeft":
      return others[Math.max(at - 1, 0)] ?? null;
    case "ArrowRight":
      return others[at + 1] ?? null;
    case "Home":
      return others[0] ?? null;
    case "End":
      return null;
    default:
      return undefined;
  }
}

/** The spoken place: “2 of 5”. */
export function columnPlaceInWords(before: MissionId | null, order: readonly MissionId[], held: MissionId): string {
  const others = order.filter((missionId) => missionId !== held);
  const at = before === null ? -1 : others.indexOf(before);
  return `${(at < 0 ? others.length : at) + 1} of ${order.length}`;
}
