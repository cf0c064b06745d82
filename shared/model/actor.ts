import type { PersonId } from "./id.ts";

export const ROLES = ["owner", "editor", "contributor", "viewer", "guest"] as const;
export type Role = (typeof ROLES)[number];

/** Who runs a command. `personId` is who they say they are in this plan, null until they have said it. */
export interface Actor {
  readonly role: Role;
  readonly personId: PersonId | null;
}
