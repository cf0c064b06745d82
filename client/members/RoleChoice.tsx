import { MEMBER_ROLES } from "#shared/model/actor.ts";
import type { MemberRole, Role } from "#shared/model/actor.ts";

import { ROLE_WORDS } from "../people/roleWords.ts";
import { Choice } from "../ui/Choice.tsx";

interface RoleChoiceProps {
  readonly label: string;
  readonly labelLook?: "above" | "hidden";
  readonly chosen: Role;
  readonly onChoose: (role: MemberRole) => void;
}

const OPTIONS = MEMBER_ROLES.map((role) => ({
  key: role,
  name: ROLE_WORDS[role].name,
  hint: `Can ${ROLE_WORDS[role].may}`,
}));

/** A role, each with what it may. */
export function RoleChoice({ chosen, ...choice }: RoleChoiceProps) {
  // A guest is let in by an event, and nobody is made one here.
  const known = MEMBER_ROLES.find((role) => role === chosen) ?? "viewer";
  return <Choice options={OPTIONS} chosen={known} {...choice} />;
}
