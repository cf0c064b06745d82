import { useCallback, useRef, useState } from "react";

import type { PersonId } from "#shared/model/id.ts";

import { listMembers } from "../api/members.ts";
import { usePlanSession } from "../plan/usePlan.ts";
import type { PlanSession } from "../plan/planSession.ts";
import { showToast } from "../view/toastStore.ts";

/** Says to the server who one is, and in words if it is not so. `busy` until it has answered. */
export function useBePerson(onChosen?: () => void): {
  readonly be: (personId: PersonId) => Promise<void>;
  readonly busy: boolean;
} {
  const session = usePlanSession();
  const [busy, setBusy] = useState(false);
  const asked = useRef(false);
  const be = useCallback(
    async (personId: PersonId) => {
      if (asked.current) return;
      asked.current = true;
      setBusy(true);
      const said = await session.setIdentity(personId);
      asked.current = false;
      setBusy(false);
      if (said.ok) onChosen?.();
      else if (said.error.code === "personTaken") showToast(await takenWords(session, personId));
      else showToast(said.error.message);
    },
    [session, onChosen],
  );
  return { be, busy };
}

/** “Sam Okoro is already Sam here”: a member has that name, under the one they came in with. */
async function takenWords({ planId, planStore }: PlanSession, personId: PersonId): Promise<string> {
  const name = planStore.getState().records?.people.get(personId)?.name ?? "That person";
  const members = await listMembers(planId);
  const member = members.ok ? members.value.find((one) => one.personId === personId) : undefined;
  const who = member ? `already ${member.name} here` : "somebody else here already";
  return `${name} is ${who}. Choose another name, or ask an owner of the plan.`;
}
