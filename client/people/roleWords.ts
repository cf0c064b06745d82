import type { Role } from "#shared/model/actor.ts";

/** A role in plain words. `may` goes on after “can”, as in “Can change everything in the plan.” */
interface RoleWords {
  readonly name: string;
  readonly may: string;
}

export const ROLE_WORDS: Readonly<Record<Role, RoleWords>> = {
  owner: { name: "Owner", may: "change everything in the plan, and who belongs to it" },
  editor: { name: "Editor", may: "change everything in the plan" },
  contributor: { name: "Contributor", may: "look at everything, and check in on their own objectives" },
  viewer: { name: "Viewer", may: "look at everything, and change nothing" },
  guest: { name: "Guest", may: "take part in an event" },
};
