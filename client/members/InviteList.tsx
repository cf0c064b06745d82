import { useState } from "react";

import type { EntryLinkId, PlanId } from "#shared/model/id.ts";
import type { Invite } from "#shared/protocol/members.ts";

import { revokeInvite } from "../api/members.ts";
import { showToast } from "../view/toastStore.ts";
import { inviteInWords, untilInWords } from "./inviteWords.ts";

interface InviteListProps {
  readonly planId: PlanId;
  readonly invites: readonly Invite[];
  readonly locked: readonly Invite[];
  readonly onRevoked: () => Promise<void>;
}

/** The links that still let somebody in, those that were locked, and the way to end each. */
export function InviteList({ planId, invites, locked, onRevoked }: InviteListProps) {
  const [busy, setBusy] = useState<EntryLinkId | null>(null);
  const end = async (linkId: EntryLinkId, said: string): Promise<void> => {
    if (busy !== null) return;
    setBusy(linkId);
    const done = await revokeInvite(planId, linkId);
    setBusy(null);
    showToast(done.ok ? said : done.error.message);
    await onRevoked();
  };
  return (
    <>
      {invites.length === 0 ? (
        <p className="page__hint">
          Nobody can come in by a link now. Whoever opens one that you make joins this plan, without a password.
        </p>
      ) : (
        <>
          <h4 id="invites-title" className="page__hint">
            Open invitations
          </h4>
          <Entries
            titleId="invites-title"
            invites={invites}
            verb="Revoke"
            busy={busy}
            onEnd={(id) => void end(id, "That link no longer works. Whoever came in by it stays.")}
          />
        </>
      )}
      {locked.length > 0 && (
        <>
          <h4 id="locked-invites-title" className="page__hint">
            Locked: somebody tried to guess these links too often, so they no longer work. Make a new one for whoever
            still needs it.
          </h4>
          <Entries
            titleId="locked-invites-title"
            invites={locked}
            verb="Remove"
            busy={busy}
            onEnd={(id) => void end(id, "The locked link is gone from the list.")}
          />
        </>
      )}
    </>
  );
}

interface EntriesProps {
  readonly titleId: string;
  readonly invites: readonly Invite[];
  readonly verb: string;
  readonly busy: EntryLinkId | null;
  readonly onEnd: (linkId: EntryLinkId) => void;
}

function Entries({ titleId, invites, verb, busy, onEnd }: EntriesProps) {
  return (
    <ul className="entries" aria-labelledby={titleId}>
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
            aria-label={`${verb}: ${inviteInWords(invite)}`}
            aria-disabled={busy === invite.id}
            onClick={() => onEnd(invite.id)}
          >
            {verb}
          </button>
        </li>
      ))}
    </ul>
  );
}
