import { useCallback, useRef, useState } from "react";

import type { PlanId } from "#shared/model/id.ts";

import { listInvites } from "../api/members.ts";
import type { NewInvite } from "../api/members.ts";
import { useAnswer } from "../api/useAnswer.ts";
import { Answered } from "../ui/Answered.tsx";
import { InviteForm } from "./InviteForm.tsx";
import { InviteList } from "./InviteList.tsx";
import { NewInviteDialog } from "./NewInviteDialog.tsx";

interface InviteSectionProps {
  readonly planId: PlanId;
  /** Changes when there may be others: with who is here, for who comes may have used one, and with what members may. */
  readonly again: string;
}

/** How others get in: a link to be handed to them, and those that still work. */
export function InviteSection({ planId, again }: InviteSectionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const load = useCallback((signal: AbortSignal) => listInvites(planId, signal), [planId]);
  const { answer, reload } = useAnswer(load, again);
  const [made, setMade] = useState<NewInvite | null>(null);
  return (
    <section className="page__section" aria-labelledby="invite-title">
      <h3 ref={heading} id="invite-title" className="page__subtitle" tabIndex={-1}>
        Invite people
      </h3>
      <Answered answer={answer} what="invitations" onRetry={reload}>
        {({ invites, locked, usualDays }) => (
          <>
            <InviteForm
              planId={planId}
              usualDays={usualDays}
              onMade={(invite) => {
                setMade(invite);
                void reload();
              }}
            />
            <InviteList
              planId={planId}
              invites={invites}
              locked={locked}
              onRevoked={async () => {
                await reload();
                // Its button has gone with it.
                requestAnimationFrame(() => heading.current?.focus());
              }}
            />
          </>
        )}
      </Answered>
      {made && <NewInviteDialog made={made} onClose={() => setMade(null)} />}
    </section>
  );
}
