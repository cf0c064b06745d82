/**
 * Who is here and what they look at: the awareness states of a plan.
 *
 * A client's own state is `OwnPresence`; the server adds `user` and passes the whole on as `Presence`. Whatever a
 * client puts into `user`, or says about anybody else's state, is ignored.
 *
 * Receivers take a state only if its clock is higher than the last one they saw under that clientID, also if that was a
 * removal. So a client sets its state anew (which raises the clock) each time it has connected, else it stays unseen
 * until its next renewal, up to 15 s later.
 */
import { ROLES } from "../model/actor.ts";
import type { Role } from "../model/actor.ts";
import { parseId } from "../model/id.ts";
import type { ObjectiveId, PersonId } from "../model/id.ts";
import { isPlainObject } from "../model/json.ts";
import { limits } from "../model/limits.ts";
import { shortText } from "../model/plainText.ts";

/** What a client says about itself. */
export interface OwnPresence {
  /** Who in the plan it says it is. */
  readonly personId: PersonId | null;
  /** The card it is at. */
  readonly focus: { readonly objectiveId: ObjectiveId } | null;
  /** Has this plan open but has not touched it for a while. */
  readonly idle: boolean;
}

/** What the server says about the user behind a state. */
export interface PresentUser {
  /** The same for all of a user's devices, and not what the user signs in with. */
  readonly id: string;
  /** The person's name in the plan, or "Someone". */
  readonly name: string;
  /** 0 to PRESENCE_COLOURS - 1. */
  readonly colour: number;
  readonly role: Role;
}

export interface Presence extends OwnPresence {
  readonly user: PresentUser;
}

export const PRESENCE_COLOURS = 12;
export const UNNAMED_USER = "Someone";

/** Reads what a client says about itself; whatever cannot be read counts as not said. */
export function parseOwnPresence(value: unknown): OwnPresence {
  const said = isPlainObject(value) ? value : {};
  const focus = isPlainObject(said["focus"]) ? parseId<ObjectiveId>(said["focus"]["objectiveId"]) : undefined;
  return {
    personId: parseId<PersonId>(said["personId"]) ?? null,
    focus: focus === undefined ? null : { objectiveId: focus },
    idle: said["idle"] === true,
  };
}

/** Reads a state that came from the server. Undefined if the server has not spoken for it. */
export function parsePresence(value: unknown): Presence | undefined {
  if (!isPlainObject(value) || !isPlainObject(value["user"])) return undefined;
  const { id, name, colour } = value["user"];
  const user = value["user"];
  const role = ROLES.find((known) => known === user["role"]);
  const shownName = shortText(limits.nameLength)(name);
  if (typeof id !== "string" || shownName === undefined || role === undefined || !isColour(colour)) return undefined;
  return { ...parseOwnPresence(value), user: { id, name: shownName, colour, role } };
}

function isColour(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < PRESENCE_COLOURS;
}
