import { useEffect, useState } from "react";

import type { ObjectiveId, PersonId } from "#shared/model/id.ts";
import { ownUpdates } from "#shared/queries/freshness.ts";
import type { OwnUpdates } from "#shared/queries/freshness.ts";
import { localDate } from "#shared/queries/staleness.ts";

import { usePlanSession, useRecords } from "../plan/usePlan.ts";
import { useToday } from "../view/today.ts";
import { keepRound, keptRound } from "./round.ts";
import type { Round } from "./round.ts";

export interface RoundInUse {
  readonly updates: OwnUpdates;
  /** The objective that is shown; null when none is left. It stays until somebody goes on, whatever others do. */
  readonly current: ObjectiveId | null;
  /** What waits, the current one included, those put off not. */
  readonly waiting: readonly ObjectiveId[];
  /** What was put off and still waits. */
  readonly skipped: readonly ObjectiveId[];
  readonly startedAt: number;
  /** To the next one, after something was said. */
  readonly goOn: () => void;
  readonly skip: () => void;
  /** Takes up again what was put off. */
  readonly takeUp: () => void;
  /** Goes back to one, after what was said of it was taken back. */
  readonly goTo: (objectiveId: ObjectiveId) => void;
}

/** A person's way through what they own and is due, kept on this device until nothing is left. */
export function useRound(personId: PersonId): RoundInUse {
  const session = usePlanSession();
  const today = useToday();
  const records = useRecords((all) => all);
  const updates = ownUpdates(records, personId, today);
  const [round, setRound] = useState<Round>(() => {
    const kept = keptRound(session.planId, personId);
    // One that was finished is over as soon as something waits again, or the day is.
    const doneAt = kept?.doneAt ?? null;
    const over = doneAt !== null && (updates.due.length > 0 || localDate(doneAt) !== localDate(today));
    return kept && !over ? kept : { personId, startedAt: session.now(), skipped: [], doneAt: null };
  });
  const [shown, setShown] = useState<ObjectiveId | null>(null);
  const putOff = new Set(round.skipped);
  const waiting = updates.due.filter((id) => !putOff.has(id));
  const skipped = updates.due.filter((id) => putOff.has(id));
  const current = shown !== null && records.objectives.has(shown) ? shown : (waiting[0] ?? null);
  const left = waiting.length + skipped.length;

  // What is shown first stays, too, when something more urgent comes.
  if (shown !== current) setShown(current);

  useEffect(() => {
    keepRound(session.planId, { ...round, doneAt: left === 0 ? (round.doneAt ?? session.now()) : null });
  }, [session, round, left]);

  /** The next one but for `after`, as things stand now: what was said a moment ago counts. */
  const next = (after: ObjectiveId | null, skippedNow: readonly ObjectiveId[]): ObjectiveId | null => {
    const now = session.planStore.getState().records ?? records;
    const passed = new Set(skippedNow);
    const open = ownUpdates(now, personId, today).due.filter((id) => id !== after && !passed.has(id));
    return open[0] ?? null;
  };
  const put = (ids: readonly ObjectiveId[], then: ObjectiveId | null): void => {
    setRound({ ...round, skipped: ids });
    setShown(then);
  };
  return {
    updates,
    current,
    waiting,
    skipped,
    startedAt: round.startedAt,
    goOn: () => setShown(next(current, round.skipped)),
    skip: () => {
      if (current === null) return;
      const ids = [...round.skipped.filter((id) => id !== current), current];
      put(ids, next(current, ids));
    },
    takeUp: () => put([], next(null, [])),
    goTo: (objectiveId) =>
      put(
        round.skipped.filter((id) => id !== objectiveId),
        objectiveId,
      ),
  };
}
