import { compareSortable, sortable } from "../document/sortKey.ts";
import type { MissionId, ObjectiveId } from "../model/id.ts";
import type { Mission } from "../model/mission.ts";
import type { Objective } from "../model/objective.ts";
import type { Plan } from "../model/plan.ts";
import type { PlanRecords } from "../model/planRecords.ts";

/** A mission that is shown, with its cards from top to bottom. */
export interface Column {
  readonly mission: Mission;
  readonly objectives: readonly Objective[];
}

type BoardRecords = Pick<PlanRecords, "plan" | "missions" | "objectives">;

interface Board {
  readonly missions: readonly Mission[];
  readonly columns: readonly Column[];
  readonly byMission: ReadonlyMap<MissionId, Column>;
  readonly tray: readonly Objective[];
  readonly archived: readonly Objective[];
}

const NO_OBJECTIVES: readonly Objective[] = Object.freeze([]);

/** Missions that are not archived, from left to right. */
export function missionsInOrder(records: BoardRecords): readonly Mission[] {
  return boardOf(records).missions;
}

/** The cards of one shown mission that are not archived, from top to bottom. */
export function objectivesOf(records: BoardRecords, missionId: MissionId): readonly Objective[] {
  return boardOf(records).byMission.get(missionId)?.objectives ?? NO_OBJECTIVES;
}

export function columns(records: BoardRecords): readonly Column[] {
  return boardOf(records).columns;
}

/** Cards that are not archived and whose mission is archived or not in the plan: shown apart, never nowhere. */
export function tray(records: BoardRecords): readonly Objective[] {
  return boardOf(records).tray;
}

/** All cards that are not archived, as they lie: those of each shown mission, then those of the tray. */
export function cardLists(records: BoardRecords): readonly (readonly Objective[])[] {
  return [...columns(records).map(({ objectives }) => objectives), tray(records)];
}

/** Cards that were archived themselves, those archived last first. */
export function archivedObjectives(records: BoardRecords): readonly Objective[] {
  return boardOf(records).archived;
}

/** Where a card is seen: its place in its column or in the tray, counted from 1. Null if it is archived or unknown. */
export function positionOf(
  records: BoardRecords,
  objectiveId: ObjectiveId,
): { readonly mission: Mission | null; readonly position: number; readonly of: number } | null {
  const objective = records.objectives.get(objectiveId);
  if (objective === undefined || objective.archived !== null) return null;
  const board = boardOf(records);
  const column = board.byMission.get(objective.placement.missionId);
  const list = column?.objectives ?? board.tray;
  return { mission: column?.mission ?? null, position: list.indexOf(objective) + 1, of: list.length };
}

function compareArchived(a: Objective, b: Objective): number {
  return (b.archived?.at ?? 0) - (a.archived?.at ?? 0) || (a.id < b.id ? -1 : 1);
}

function comparePlaced(a: Mission | Objective, b: Mission | Objective): number {
  return compareSortable(sortable(a), sortable(b));
}

// A board is computed once per version of the plan. Lists that come out as they were are handed back as they were:
// each record of a mission remembers the column last computed for it, each record of a plan its own lists.
const boards = new WeakMap<PlanRecords["objectives"], { readonly of: BoardRecords; readonly board: Board }>();
const lastColumn = new WeakMap<Mission, Column>();
const lastLists = new WeakMap<Plan, Omit<Board, "byMission">>();

function boardOf(records: BoardRecords): Board {
  const known = boards.get(records.objectives);
  if (known?.of.missions === records.missions && known.of.plan === records.plan) return known.board;
  const board = computeBoard(records);
  const { plan, missions, objectives } = records;
  boards.set(objectives, { of: { plan, missions, objectives }, board });
  return board;
}

function computeBoard({ plan, missions: all, objectives }: BoardRecords): Board {
  const former = lastLists.get(plan);
  const missions = keep(former?.missions, [...all.values()].filter(isLive).sort(comparePlaced));
  const lists = new Map<MissionId, Objective[]>(missions.map((mission) => [mission.id, []]));
  const loose: Objective[] = [];
  const archived: Objective[] = [];
  for (const objective of objectives.values()) {
    (isLive(objective) ? (lists.get(objective.placement.missionId) ?? loose) : archived).push(objective);
  }
  const current = missions.map((mission) => columnOf(mission, lists.get(mission.id) ?? []));
  const board: Board = {
    missions,
    columns: keep(former?.columns, current),
    byMission: new Map(current.map((column) => [column.mission.id, column])),
    tray: keep(former?.tray, loose.sort(comparePlaced)),
    archived: keep(former?.archived, archived.sort(compareArchived)),
  };
  lastLists.set(plan, board);
  return board;
}

function columnOf(mission: Mission, objectives: Objective[]): Column {
  const former = lastColumn.get(mission);
  const list = keep(former?.objectives, objectives.sort(comparePlaced));
  if (former?.objectives === list) return former;
  const column = Object.freeze({ mission, objectives: list });
  lastColumn.set(mission, column);
  return column;
}

function isLive(record: Mission | Objective): boolean {
  return record.archived === null;
}

function keep<T>(former: readonly T[] | undefined, next: readonly T[]): readonly T[] {
  if (former?.length === next.length && next.every((entry, at) => entry === former[at])) return former;
  return Object.freeze(next);
}
