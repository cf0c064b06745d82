import type { CalendarDate } from "../model/calendarDate.ts";
import type { MissionId, PersonId } from "../model/id.ts";
import type { Objective } from "../model/objective.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import type { Status } from "../model/status.ts";
import { objectiveState } from "./objectiveState.ts";
import { personOf } from "./people.ts";
import { staleness } from "./staleness.ts";

/** Which cards to show: those that meet every condition given. An empty list of choices lets all through. */
export interface ObjectiveFilter {
  /** Words that all occur in title, notes, owner's name or last line said, whatever the case and accents. */
  readonly text?: string;
  /** null stands for cards nobody owns. */
  readonly ownerIds?: readonly (PersonId | null)[];
  readonly statuses?: readonly Status[];
  readonly missionIds?: readonly MissionId[];
  /** Due on that day or before. */
  readonly dueBy?: CalendarDate;
  /** Only those whose check-in is overdue at that moment, for a reader in that time zone. */
  readonly staleAt?: { readonly now: number; readonly timeZone?: string };
}

export function matches(records: PlanRecords, objective: Objective, filter: ObjectiveFilter): boolean {
  const owner = objective.ownerId === null ? null : personOf(records, objective.ownerId);
  const { status, lastCheckIn } = objectiveState(records, objective.id);
  return (
    isChosen(filter.statuses, status) &&
    isChosen(filter.missionIds, objective.placement.missionId) &&
    isChosen(
      filter.ownerIds?.map((id) => ownerKey(records, id)),
      owner?.id ?? null,
    ) &&
    (filter.dueBy === undefined || (objective.due !== null && objective.due <= filter.dueBy)) &&
    isStale(records, objective, filter) &&
    hasWords(filter.text, [objective.title, objective.notes, owner?.name ?? "", lastCheckIn?.note ?? ""])
  );
}

function isChosen<T>(choices: readonly T[] | undefined, value: T): boolean {
  return choices === undefined || choices.length === 0 || choices.includes(value);
}

function ownerKey(records: PlanRecords, id: PersonId | null): PersonId | null {
  return id === null ? null : (personOf(records, id)?.id ?? id);
}

function isStale(records: PlanRecords, objective: Objective, { staleAt }: ObjectiveFilter): boolean {
  if (staleAt === undefined) return true;
  return (staleness(records, objective.id, staleAt.now, staleAt.timeZone)?.overdueDays ?? 0) > 0;
}

function hasWords(text: string | undefined, places: readonly string[]): boolean {
  const words = plain(text ?? "")
    .split(/\s+/u)
    .filter((word) => word !== "");
  if (words.length === 0) return true;
  const searched = plain(places.join("\n"));
  return words.every((word) => searched.includes(word));
}

/** Lower case, without accents. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
