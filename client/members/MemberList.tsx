import { useRef, useState } from "react";

import type { PlanId } from "#shared/model/id.ts";
import type { Member } from "#shared/protocol/members.ts";

import { useSignedIn } from "../entry/useSignedIn.ts";
import { ROLE_WORDS } from "../people/roleWords.ts";
import { focusSoon } from "../view/passFocus.ts";
import { LeavePlanDialog } from "./LeavePlanDialog.tsx";
import { MemberPersonDialog } from "./MemberPersonDialog.tsx";
import { MemberRow } from "./MemberRow.tsx";
import { RemoveMemberDialog } from "./RemoveMemberDialog.tsx";

interface MemberListProps {
  readonly planId: PlanId;
  readonly isOwner: boolean;
  readonly members: readonly Member[];
  readonly onChanged: () => Promise<void>;
}

/** What is asked about one of them. */
type Question = { readonly about: "person" | "removal" | "leaving"; readonly member: Member };

/** Everybody who belongs to the plan. Owners change roles, say who is who, and remove; everybody can leave. */
export function MemberList({ planId, isOwner, members, onChanged }: MemberListProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const who = useSignedIn();
  const [question, setQuestion] = useState<Question | null>(null);
  const me = members.find(({ userId }) => who.kind === "signedIn" && userId === who.session.userId);
  const close = (): void => setQuestion(null);
  const onAnswered = async (): Promise<void> => {
    close();
    await onChanged();
    // What had focus may have gone with its row.
    focusSoon(() => heading.current);
  };
  return (
    <section className="page__section" aria-labelledby="members-title">
      <h3 ref={heading} id="members-title" className="page__subtitle" tabIndex={-1}>
        {members.length === 1 ? "Only you, so far" : `${members.length} people belong to this plan`}
      </h3>
      {!isOwner && <p className="page__hint">{whoDecides(members)}</p>}
      <ul className="entries">
        {members.map((member) => (
          <MemberRow
            key={member.userId}
            planId={planId}
            member={member}
            members={members}
            isMe={member === me}
            editable={isOwner}
            onChanged={onChanged}
            onAsk={(about) => setQuestion({ about, member })}
          />
        ))}
      </ul>
      {isOwner && <Roles />}
      {me && !isOwner && (
        <p>
          <button type="button" className="button" onClick={() => setQuestion({ about: "leaving", member: me })}>
            Leave this plan…
          </button>
        </p>
      )}
      {question?.about === "person" && (
        <MemberPersonDialog
          planId={planId}
          member={question.member}
          members={members}
          isMe={question.member.userId === me?.userId}
          onDone={() => void onAnswered()}
          onClose={close}
        />
      )}
      {question?.about === "removal" && (
        <RemoveMemberDialog planId={planId} member={question.member} onDone={() => void onAnswered()} onClose={close} />
      )}
      {question?.about === "leaving" && (
        <LeavePlanDialog planId={planId} member={question.member} members={members} onClose={close} />
      )}
    </section>
  );
}

function whoDecides(members: readonly Member[]): string {
  const owners = members.filter(({ role }) => role === "owner").map(({ name }) => name);
  const [first, ...others] = owners;
  if (first === undefined) return "Only owners of the plan change who belongs to it.";
  if (others.length === 0) return `Only ${first}, who owns the plan, changes who belongs to it, and in which role.`;
  const names = new Intl.ListFormat("en-GB", { type: "conjunction" }).format(owners);
  return `Only the plan’s owners change who belongs to it, and in which role: ask ${names}.`;
}

/** The roles side by side, for whoever has to choose one. */
function Roles() {
  return (
    <dl className="roles">
      {(["viewer", "contributor", "editor", "owner"] as const).map((role) => (
        <div key={role} className="roles__role">
          <dt>{ROLE_WORDS[role].name}s</dt>
          <dd>can {ROLE_WORDS[role].may}.</dd>
        </div>
      ))}
    </dl>
  );
}
