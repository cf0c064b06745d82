import { parseId } from "#shared/model/id.ts";
import type { ObjectiveId, PersonId, PlanId } from "#shared/model/id.ts";
import { isPlainObject } from "#shared/model/json.ts";

import { ownStorage } from "../device/ownStorage.ts";

/** Somebody's way through what waits for them, from the first to the last of it, over as many visits as it takes. */
export interface Round {
  readonly personId: PersonId;
  /** Milliseconds since 1970: what they said from then on belongs to it. */
  readonly startedAt: number;
  /** Put off until the end. */
  readonly skipped: readonly ObjectiveId[];
  /** When nothing was left of it; null before. */
  readonly doneAt: number | null;
}

/** The round that this device keeps for a person of a plan; null if there is none, or none that can be read. */
export function keptRound(planId: PlanId, personId: PersonId): Round | null {
  try {
    const round = parseRound(JSON.parse(ownStorage().getItem(keyOf(planId)) ?? ""));
    return round?.personId === personId ? round : null;
  } catch {
    return null;
  }
}

export function keepRound(planId: PlanId, round: Round): void {
  try {
    ownStorage().setItem(keyOf(planId), JSON.stringify(round));
  } catch {
    // Where a browser keeps nothing, the round lasts as long as the page is open.
  }
}

function keyOf(planId: PlanId): string {
  return `waymark.updates.${planId}`;
}

function parseRound(value: unknown): Round | null {
  if (!isPlainObject(value)) return null;
  const personId = parseId<PersonId>(value["personId"]);
  const { startedAt, skipped, doneAt } = value;
  if (personId === undefined || typeof startedAt !== "number" || !Array.isArray(skipped)) return null;
  const ids = skipped.map((id) => parseId<ObjectiveId>(id)).filter((id) => id !== undefined);
  return { personId, startedAt, skipped: ids, doneAt: typeof doneAt === "number" ? doneAt : null };
}
