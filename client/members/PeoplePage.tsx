import { useCallback } from "react";

import type { PlanListing } from "#shared/protocol/httpApi.ts";

import { listMembers } from "../api/members.ts";
import { useAnswer } from "../api/useAnswer.ts";
import { usePresence } from "../plan/usePlan.ts";
import { Answered } from "../ui/Answered.tsx";
import { InviteSection } from "./InviteSection.tsx";
import { MemberList } from "./MemberList.tsx";
import "./members.css";

/** Who belongs to a plan, in which role, and how others get in. */
export function PeoplePage({ plan }: { readonly plan: PlanListing }) {
  // Who has just joined opens the plan: that is when the list, and what is left of a link, may have changed.
  const here = usePresence(({ others }) => [...new Set(others.map(({ user }) => user.id))].sort().join(" "));
  const load = useCallback((signal: AbortSignal) => listMembers(plan.id, signal), [plan.id]);
  const { answer, reload } = useAnswer(load, `${plan.role} ${here}`);
  return (
    <>
      {plan.role === "owner" && <InviteSection planId={plan.id} here={here} />}
      <Answered answer={answer} what="the plan’s members" onRetry={reload}>
        {(members) => <MemberList plan={plan} members={members} onChanged={reload} />}
      </Answered>
    </>
  );
}
