import type { Actor, Role } from "../model/actor.ts";
import type { PersonId } from "../model/id.ts";

/** Who may: everybody with the role, or only the person it belongs to. Roles that are not listed may not. */
type Allowed = Partial<Readonly<Record<Role, "any" | "own">>>;

const EDITORS: Allowed = { owner: "any", editor: "any" };

/** The one table of rights. The screen asks it to show or hide, every command asks it before it changes anything. */
const TABLE = {
  editPlan: EDITORS,
  editMissions: EDITORS,
  editObjectives: EDITORS,
  editKeyResults: EDITORS,
  /** To add oneself is how somebody new says who they are. */
  addPerson: { owner: "any", editor: "any", contributor: "any" },
  editPeople: EDITORS,
  /** Belongs to the objective's owner: contributors say how their own objectives go. */
  recordCheckIn: { owner: "any", editor: "any", contributor: "own" },
  /** Belongs to the check-in's author: nobody takes back another's words. */
  withdrawCheckIn: { owner: "own", editor: "own", contributor: "own" },
} as const satisfies Readonly<Record<string, Allowed>>;

export type Action = keyof typeof TABLE;

/**
 * Whether `actor` may do `action` to something that belongs to the person `target`; null if it belongs to nobody.
 * Both persons as personOf gives them, with merges followed.
 */
export function can(actor: Actor, action: Action, target: PersonId | null = null): boolean {
  const allowed: Allowed = TABLE[action];
  const scope = allowed[actor.role];
  return scope === "any" || (scope === "own" && actor.personId !== null && actor.personId === target);
}
