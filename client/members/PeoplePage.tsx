import { useCallback, useState } from "react";

import { listMembers } from "../api/members.ts";
import { useAnswer } from "../api/useAnswer.ts";
import { usePlanSession, usePresence } from "../plan/usePlan.ts";
import { Answered } from "../ui/Answered.tsx";
import { InviteSection } from "./InviteSection.tsx";
import { MemberList } from "./MemberList.tsx";
import "./members.css";

/** Who belongs to a plan, in which role, and how others get in. */
export function PeoplePage({ isOwner }: { readonly isOwner: boolean }) {
  const { planId } = usePlanSession();
  // Who has just joined opens the plan: that is when the list, and what is left of a link, may have changed.
  const here = usePresence(({ others }) => [...new Set(others.map(({ user }) => user.id))].sort().join(" "));
  const load = useCallback((signal: AbortSignal) => listMembers(planId, signal), [planId]);
  const { answer, reload } = useAnswer(load, `${isOwner} ${here}`);
  // With a role, or with somebody's going, end the links by which they could come back.
  const [changes, setChanges] = useState(0);
  const onChanged = async (): Promise<void> => {
    await reload();
    setChanges((before) => before + 1);
  };
  return (
    <>
      {isOwner && <InviteSection planId={planId} again={`${changes} ${here}`} />}
      <Answered answer={answer} what="the plan’s members" onRetry={reload}>
        {(members) => <MemberList planId={planId} isOwner={isOwner} members={members} onChanged={onChanged} />}
      </Answered>
    </>
  );
}
