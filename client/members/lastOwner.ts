import type { Member } from "#shared/protocol/members.ts";

/** Why this member cannot leave the plan or give up their role, to themselves; null where they can. */
export function lastOwnerReason(member: Member, members: readonly Member[]): string | null {
  const isOwner = ({ role }: Member): boolean => role === "owner";
  const isLast = isOwner(member) && members.filter(isOwner).length === 1;
  return isLast ? "You are its only owner, and a plan needs one. Make somebody else an owner first." : null;
}
