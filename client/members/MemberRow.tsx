import { EllipsisVertical } from "lucide-react";
import { useState } from "react";

import { MEMBER_ROLES } from "#shared/model/actor.ts";
import type { MemberRole } from "#shared/model/actor.ts";
import type { PlanId } from "#shared/model/id.ts";
import type { Member } from "#shared/protocol/members.ts";

import { changeMember } from "../api/members.ts";
import { aRole } from "../people/aRole.ts";
import { ROLE_WORDS } from "../people/roleWords.ts";
import { usePerson } from "../plan/usePlan.ts";
import { Face } from "../people/Face.tsx";
import { longDate } from "../ui/dates.ts";
import { fetchedPart } from "../ui/fetchedPart.tsx";
import { Part } from "../ui/Part.tsx";
import { showToast } from "../view/toastStore.ts";
import { GiveUpDialog } from "./GiveUpDialog.tsx";
import { lastOwnerReason } from "./lastOwner.ts";
import { RoleChoice } from "./RoleChoice.tsx";

const MemberMenu = fetchedPart(async () => (await import("./MemberMenu.tsx")).MemberMenu);

interface MemberRowProps {
  readonly planId: PlanId;
  readonly member: Member;
  readonly members: readonly Member[];
  readonly isMe: boolean;
  readonly editable: boolean;
  readonly onChanged: () => Promise<void>;
  readonly onAsk: (about: "person" | "removal" | "leaving") => void;
}

/** One member: their name, which of the plan's people they are, since when, and their role. */
export function MemberRow({ planId, member, members, isMe, editable, onChanged, onAsk }: MemberRowProps) {
  const [menuAt, setMenuAt] = useState<Element | null>(null);
  // Shown while the server is asked; after that what it says.
  const [asked, setAsked] = useState<MemberRole | null>(null);
  const [givesUp, setGivesUp] = useState<MemberRole | null>(null);
  const { role, name, userId } = member;

  const give = async (to: MemberRole, undo: boolean): Promise<void> => {
    setAsked(to);
    const done = await changeMember(planId, userId, { role: to });
    if (done.ok) await onChanged();
    setAsked(null);
    if (!done.ok) return showToast(done.error.message);
    const former = MEMBER_ROLES.find((known) => known === role);
    const offer = undo && former ? { label: "Undo", run: () => void give(former, false) } : undefined;
    showToast(`${name} is now ${aRole(to)} of this plan.`, offer);
  };
  return (
    <li className="entries__entry entries__entry--wraps member">
      <Face name={name} />
      <div className="entries__words">
        <span className="entries__name">{name}</span>
        {isMe && <span className="mark">you</span>}
        <span className="entries__more">
          <WhichPerson member={member} isMe={isMe} /> since {longDate(member.since)}
        </span>
      </div>
      <div className="entries__actions member__actions" aria-busy={asked !== null}>
        {editable ? (
          <>
            <RoleChoice
              label={`Role of ${name}`}
              labelLook="hidden"
              chosen={asked ?? role}
              onChoose={(to) => {
                if (isMe) setGivesUp(to);
                else void give(to, true);
              }}
            />
            <button
              type="button"
              className="button button--quiet button--icon"
              aria-label={`More about ${name}`}
              aria-haspopup="menu"
              onClick={(event) => setMenuAt(event.currentTarget)}
            >
              <EllipsisVertical className="icon" aria-hidden="true" />
            </button>
          </>
        ) : (
          <span title={`Can ${ROLE_WORDS[role].may}`}>{ROLE_WORDS[role].name}</span>
        )}
      </div>
      {menuAt && (
        <Part onMissing={() => setMenuAt(null)}>
          <MemberMenu anchor={menuAt} name={name} isMe={isMe} onAsk={onAsk} onClose={() => setMenuAt(null)} />
        </Part>
      )}
      {givesUp && (
        <GiveUpDialog
          role={givesUp}
          reason={lastOwnerReason(member, members)}
          onConfirm={() => changeMember(planId, userId, { role: givesUp })}
          onDone={() => {
            // What I may now is told over the connection.
            setGivesUp(null);
            void onChanged();
          }}
          onClose={() => setGivesUp(null)}
        />
      )}
    </li>
  );
}

/** "Head of Delivery in the plan ·": said only where the two names differ, or nobody was named yet. */
function WhichPerson({ member: { name, personId }, isMe }: { readonly member: Member; readonly isMe: boolean }) {
  const person = usePerson(personId);
  if (person?.name === name) return <>Here</>;
  if (person) return <>{person.name} in the plan ·</>;
  return <>{isMe ? "You have not said who you are" : "Has not said who they are"} ·</>;
}
