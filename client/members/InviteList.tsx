import { useState } from "react";

import type { EntryLinkId, PlanId } from "#shared/model/id.ts";
import type { Invite } from "#shared/protocol/members.ts";

import { revokeInvite } from "../api/members.ts";
import { showToast } from "../view/toastStore.ts";
import { inviteInWords, untilInWords } from "./inviteWords.ts";

interface InviteListProps {
  readonly planId: PlanId;
  readonly invites: readonly Invite[];
  readonly onRevoked: () => Promise<void>;
}

/** The links that still let somebody in, and the way to end each. */
export function InviteList({ planId, invites, onRevoked }: InviteListProps) {
  const [busy, setBusy] = useState<EntryLinkId | null>(null);
  if (invites.length === 0) {
    return (
      <p className="page__hint">
        Nobody can come in by a link now. Whoever opens one that you make joins this plan, without a password.
      </p>
    );
  }
  const revoke = async (linkId: EntryLinkId): Promise<void> => {
    if (busy !== null) return;
    setBusy(linkId);
    const done = await revokeInvite(planId, linkId);
    setBusy(null);
    showToast(done.ok ? "That link lets nobody in any more. Whoever came in by it stays." : done.error.message);
    await onRevoked();
  };
  return (
    <>
      <h4 id="invites-title" className="page__hint">
        Links that still let somebody in
      </h4>
      <ul className="entries" aria-labelledby="invites-title">
        {invites.map((invite) => (
          <li key={invite.id} className="entries__entry">
            <div className="entries__words">
              <span className="entries__name">{inviteInWords(invite)}</span>
              <span className="entries__more">
                {untilInWords(invite.expiresAt)}, made by {invite.createdBy}
              </span>
            </div>
            <button
              type="button"
              className="button"
              aria-label={`Revoke: ${inviteInWords(invite)}`}
              aria-disabled={busy === invite.id}
              onClick={() => void revoke(invite.id)}
            >
              Revoke
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
