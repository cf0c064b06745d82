import type { MissionId, ObjectiveId } from "#shared/model/id.ts";
import { isolated } from "#shared/model/isolated.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { cardLists, columns } from "#shared/queries/board.ts";

import type { DropTarget } from "../view/dragStore.ts";

/** A column as it is without the cards in hand. */
export interface OpenColumn {
  readonly missionId: MissionId;
  readonly title: string;
  readonly rest: readonly ObjectiveId[];
}

const STEPS: Readonly<Record<string, (spot: Spot, columns: readonly OpenColumn[]) => Spot>> = {
  ArrowUp: ({ column, at }) => ({ column, at: at - 1 }),
  ArrowDown: ({ column, at }) => ({ column, at: at + 1 }),
  ArrowLeft: ({ column, at }) => ({ column: column - 1, at }),
  ArrowRight: ({ column, at }) => ({ column: column + 1, at }),
  Home: ({ column }) => ({ column, at: 0 }),
  End: ({ column }) => ({ column, at: Number.POSITIVE_INFINITY }),
};

/** A gap between cards: in front of the card `at` of the column. */
interface Spot {
  readonly column: number;
  readonly at: number;
}

/** Of a search only what it shows: where a lifted card goes must be seen. */
export function openColumns(
  records: PlanRecords,
  moved: readonly ObjectiveId[],
  found: ReadonlySet<ObjectiveId> | null,
): readonly OpenColumn[] {
  const held = new Set(moved);
  return columns(records).map(({ mission, objectives }) => ({
    missionId: mission.id,
    title: mission.title,
    rest: objectives.map((objective) => objective.id).filter((id) => !held.has(id) && (found?.has(id) ?? true)),
  }));
}

/** The place before which, or at the end of which, a card lies now. Null for one of the tray. */
export function placeOf(records: PlanRecords, held: ObjectiveId, open: readonly OpenColumn[]): DropTarget | null {
  const column = columns(records).find(({ objectives }) => objectives.some(({ id }) => id === held));
  const rest = open.find(({ missionId }) => missionId === column?.mission.id)?.rest;
  if (!column || !rest) return null;
  const ids = column.objectives.map((objective) => objective.id);
  const after = ids.slice(ids.indexOf(held) + 1).find((id) => rest.includes(id));
  return { missionId: column.mission.id, before: after ?? null };
}

/** Where a key takes a lifted card; undefined if the key does not move it. */
export function stepBy(
  key: string,
  target: DropTarget | null,
  columns: readonly OpenColumn[],
): DropTarget | null | undefined {
  const step = STEPS[key];
  // The tray comes after the last column: from there it goes left.
  const spot = target ? spotOf(target, columns) : { column: columns.length, at: 0 };
  if (!step || !spot) return undefined;
  const next = step(spot, columns);
  return next.column === columns.length ? target : targetAt(next, columns);
}

/**
 * The same place after others have changed the board. If the card it was before has gone, the one that came after it
 * takes its part; if the mission has gone, there is no place any more.
 */
export function keepTarget(
  target: DropTarget,
  former: readonly OpenColumn[],
  now: readonly OpenColumn[],
): DropTarget | null {
  const column = now.find(({ missionId }) => missionId === target.missionId);
  if (!column) return null;
  const rest = former.find(({ missionId }) => missionId === target.missionId)?.rest ?? [];
  const following = target.before === null ? [] : rest.slice(Math.max(rest.indexOf(target.before), 0));
  return { missionId: target.missionId, before: following.find((id) => column.rest.includes(id)) ?? null };
}

/** The spoken place: “Data at the heart, 2 of 5”. */
export function placeInWords(target: DropTarget | null, columns: readonly OpenColumn[], moved: number): string {
  const spot = target && spotOf(target, columns);
  const column = spot ? columns[spot.column] : undefined;
  if (!spot || !column) return "the tray";
  return `${isolated(column.title)}, ${spot.at + 1} of ${column.rest.length + moved}`;
}

/** Every card of the board and the tray by columns, as arrow keys cross them. */
export function cardsByColumn(
  records: PlanRecords,
  found: ReadonlySet<ObjectiveId> | null,
): readonly (readonly ObjectiveId[])[] {
  return cardLists(records).map((list) => list.map(({ id }) => id).filter((id) => found?.has(id) ?? true));
}

/** The card that an arrow key goes to from another: sideways to the next column that has any. */
export function neighbourOf(
  key: string,
  objectiveId: ObjectiveId,
  lists: readonly (readonly ObjectiveId[])[],
): ObjectiveId | undefined {
  const filled = lists.filter((list) => list.length > 0);
  const column = filled.findIndex((list) => list.includes(objectiveId));
  const list = filled[column];
  if (!list) return undefined;
  const at = list.indexOf(objectiveId);
  switch (key) {
    case "ArrowUp":
      return list[at - 1];
    case "ArrowDown":
      return list[at + 1];
    case "Home":
      return list[0];
    case "End":
      return list.at(-1);
    case "ArrowLeft":
    case "ArrowRight": {
      const beside = filled[column + (key === "ArrowLeft" ? -1 : 1)];
      return beside?.[Math.min(at, beside.length - 1)];
    }
    default:
      return undefined;
  }
}

function spotOf({ missionId, before }: DropTarget, columns: readonly OpenColumn[]): Spot | null {
  const column = columns.findIndex((column) => column.missionId === missionId);
  const rest = columns[column]?.rest;
  if (!rest) return null;
  const at = before === null ? -1 : rest.indexOf(before);
  return { column, at: at < 0 ? rest.length : at };
}

/** The nearest gap there is; sideways no further than the outermost columns. */
function targetAt(spot: Spot, columns: readonly OpenColumn[]): DropTarget | null {
  const column = columns[Math.min(Math.max(spot.column, 0), columns.length - 1)];
  if (!column) return null;
  return { missionId: column.missionId, before: column.rest[Math.max(spot.at, 0)] ?? null };
}
