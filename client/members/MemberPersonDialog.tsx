import type { PersonId, PlanId } from "#shared/model/id.ts";
import type { Member } from "#shared/protocol/members.ts";
import { peopleInOrder, personOf } from "#shared/queries/people.ts";

import { changeMember } from "../api/members.ts";
import { useRequest } from "../api/useRequest.ts";
import "../people/people.css";
import { useRecords, useRecordsShallow } from "../plan/usePlan.ts";
import { Face } from "../people/Face.tsx";
import { ModalDialog } from "../ui/ModalDialog.tsx";
import { Problem } from "../ui/Problem.tsx";
import { showToast } from "../view/toastStore.ts";

interface MemberPersonDialogProps {
  readonly planId: PlanId;
  readonly member: Member;
  readonly members: readonly Member[];
  readonly isMe: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Which of the plan's people a member is: what they own and say in it goes by that. */
export function MemberPersonDialog({ planId, member, members, isMe, onDone, onClose }: MemberPersonDialogProps) {
  const { userId, name } = member;
  const people = useRecordsShallow(peopleInOrder);
  const records = useRecords((all) => all);
  const { problem, ask } = useRequest();
  const nowIs = member.personId === null ? null : (personOf(records, member.personId)?.id ?? null);
  const takenBy = new Map(
    members.flatMap((other) => {
      const person = other.personId === null || other === member ? null : personOf(records, other.personId);
      return person ? [[person.id, other.name] as const] : [];
    }),
  );
  const choose = (personId: PersonId | null, said: string): void => {
    if (personId === nowIs) return onClose();
    void ask(
      () => changeMember(planId, userId, { personId }),
      () => {
        showToast(said);
        onDone();
      },
    );
  };
  return (
    <ModalDialog title={isMe ? "Who are you?" : `Who is ${name}?`} onClose={onClose}>
      <p className="field__hint">
        {isMe
          ? "Choose yourself among the people of this plan. The objectives and check-ins of that person are then yours."
          : "The objectives and check-ins of that person are then theirs."}
      </p>
      <Problem text={problem} />
      <ul className="person-chooser__list" aria-label="People of this plan">
        {people.map((person) => {
          const other = takenBy.get(person.id);
          return (
            <li key={person.id}>
              <button
                type="button"
                className="person-chooser__person"
                aria-pressed={person.id === nowIs}
                disabled={other !== undefined}
                onClick={() => choose(person.id, `${isMe ? "You are" : `${name} is`} ${person.name} in this plan now.`)}
              >
                <Face name={person.name} />
                <span>
                  {person.name}
                  {other !== undefined && (
                    <span className="entries__more">
                      {other === person.name ? "Is a member already" : `Is ${other}`}
                    </span>
                  )}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {nowIs !== null && (
        <button
          type="button"
          className="button"
          onClick={() =>
            choose(
              null,
              isMe
                ? "You can choose again who you are in this plan."
                : `${name} can choose again who they are in this plan.`,
            )
          }
        >
          {isMe ? "None of them" : `None of them; let ${name} say`}
        </button>
      )}
    </ModalDialog>
  );
}
