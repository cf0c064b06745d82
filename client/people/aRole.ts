import type { Role } from "#shared/model/actor.ts";

import { ROLE_WORDS } from "./roleWords.ts";

/** "an editor", "a viewer". */
export function aRole(role: Role): string {
  const name = ROLE_WORDS[role].name.toLowerCase();
  return `${/^[aeiou]/u.test(name) ? "an" : "a"} ${name}`;
}
