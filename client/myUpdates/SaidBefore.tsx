import { useState } from "react";

import type { CheckIn } from "#shared/model/checkIn.ts";
import type { ObjectiveId } from "#shared/model/id.ts";
import { isolated } from "#shared/model/isolated.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";
import { personOf } from "#shared/queries/people.ts";
import { localDate } from "#shared/queries/staleness.ts";

import { usePlanSession } from "../plan/usePlan.ts";
import { shortDate } from "../ui/dates.ts";

/**
 * What was said last, and the last words if that came without. As it was when the objective came up: what somebody says
 * meanwhile is told in a place of its own, and moves nothing under a pointer.
 */
export function SaidBefore({ objectiveId }: { readonly objectiveId: ObjectiveId }) {
  const session = usePlanSession();
  const [lines] = useState(() => {
    const { records } = session.planStore.getState();
    return records ? linesOf(records, objectiveId, session.now()) : [];
  });
  if (lines.length === 0) return <p className="last-said">Nobody has checked in yet.</p>;
  return lines.map((line) => (
    <p key={line} className="last-said">
      {line}
    </p>
  ));
}

function linesOf(records: PlanRecords, objectiveId: ObjectiveId, now: number): readonly string[] {
  const { lastCheckIn, lastWorded } = objectiveState(records, objectiveId);
  const shown = [lastCheckIn, lastWorded].filter((checkIn) => checkIn !== null);
  return [...new Set(shown)].map((checkIn) => inWords(records, checkIn, now));
}

function inWords(records: PlanRecords, { by, at, note }: CheckIn, now: number): string {
  const who = `${isolated(personOf(records, by)?.name ?? "Somebody")}, ${shortDate(localDate(at), now)}`;
  return note === "" ? who : `${who}: “${note}”`;
}
