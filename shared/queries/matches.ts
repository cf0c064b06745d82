import type { PersonId } from "../model/id.ts";
import type { Objective } from "../model/objective.ts";
import type { PlanRecords } from "../model/planRecords.ts";
import { objectiveState } from "./objectiveState.ts";
import { personOf } from "./people.ts";
import { staleness } from "./staleness.ts";

/** Which cards to show: those that meet every condition given. */
export interface ObjectiveFilter {
  /** Words that all occur in title, notes, owner's name or last line said, whatever the case and accents. */
  readonly text?: string;
  /** Only those of this person, under any merged name; null stands for cards nobody owns. */
  readonly ownerId?: PersonId | null;
  /** Only those whose check-in is overdue at that moment, in milliseconds since 1970, for a reader in the time zone of this device. */
  readonly lateAt?: number;
}

export function matches(records: PlanRecords, objective: Objective, filter: ObjectiveFilter): boolean {
  const { text, ownerId, lateAt } = filter;
  const owner = objective.ownerId === null ? null : personOf(records, objective.ownerId);
  return (
    (ownerId === undefined || ownerKey(records, ownerId) === (owner?.id ?? null)) &&
    (lateAt === undefined || (staleness(records, objective.id, lateAt)?.overdueDays ?? 0) > 0) &&
    hasWords(text, [
      objective.title,
      objective.notes,
      owner?.name ?? "",
      objectiveState(records, objective.id).lastCheckIn?.note ?? "",
    ])
  );
}

function ownerKey(records: PlanRecords, id: PersonId | null): PersonId | null {
  return id === null ? null : (personOf(records, id)?.id ?? id);
}

function hasWords(text: string | undefined, places: readonly string[]): boolean {
  const words = wordsOf(text ?? "");
  if (words.length === 0) return true;
  const searched = plainLetters(places.join("\n"));
  return words.every((word) => searched.includes(word));
}

/** As they are compared. */
export function wordsOf(search: string): readonly string[] {
  return plainLetters(search)
    .split(/\s+/u)
    .filter((word) => word !== "");
}

/** Lower case, without accents: what is compared where somebody searches. */
export function plainLetters(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
