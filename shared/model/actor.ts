import type { PersonId } from "./id.ts";

export const ROLES = ["owner", "editor", "contributor", "viewer", "guest"] as const;
export type Role = (typeof ROLES)[number];

/** What a member can be given. Guests are let in by an event, and are members of nothing. */
export const MEMBER_ROLES = ["owner", "editor", "contributor", "viewer"] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

export function parseRole(value: unknown): Role | undefined {
  return ROLES.find((role) => role === value);
}

/** Who runs a command. `personId` is who they say they are in this plan, null until they have said it. */
export interface Actor {
  readonly role: Role;
  readonly personId: PersonId | null;
}
