import type { Actor, Role } from "../model/actor.ts";
import type { PersonId } from "../model/id.ts";

/** Who may: everybody with the role, or only the person it belongs to. Roles that are not listed may not. */
type Allowed = Partial<Readonly<Record<Role, "any" | "own">>>;

const OWNERS: Allowed = { owner: "any" };
const EDITORS: Allowed = { owner: "any", editor: "any" };
const MEMBERS: Allowed = { owner: "any", editor: "any", contributor: "any", viewer: "any" };

/**
 * The one table of rights. The screen asks it to show or hide, every command and every way in before anything is done.
 * Whoever is no member of a plan has no role in it, and may nothing.
 */
const TABLE = {
  /** To read everything in it, live, and to be seen reading. */
  seePlan: { ...MEMBERS, guest: "any" },
  exportPlan: MEMBERS,
  seeMembers: MEMBERS,
  /** To say, once, which of the plan's people one is. Only an owner says so anew, of anybody. */
  claimPerson: MEMBERS,
  leavePlan: MEMBERS,
  editMembers: OWNERS,
  editInvites: OWNERS,
  archivePlan: OWNERS,
  deletePlan: OWNERS,
  seeAudit: OWNERS,
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

export function isAction(name: string): name is Action {
  return Object.hasOwn(TABLE, name);
}

/** Whether somebody of that role may do it to anything at all, if only to what is their own. */
export function mayAtAll(role: Role, action: Action): boolean {
  const allowed: Allowed = TABLE[action];
  return allowed[role] !== undefined;
}

/**
 * Whether `actor` may do `action` to something that belongs to the person `target`; null if it belongs to nobody.
 * Both persons as personOf gives them, with merges followed.
 */
export function can(actor: Actor, action: Action, target: PersonId | null = null): boolean {
  const allowed: Allowed = TABLE[action];
  const scope = allowed[actor.role];
  return scope === "any" || (scope === "own" && actor.personId !== null && actor.personId === target);
}
