/** How somebody gets in: a link, opened once or a few times, becomes a session in a cookie that no script can read. */
import { parseRole } from "../model/actor.ts";
import type { Role } from "../model/actor.ts";
import { parseId } from "../model/id.ts";
import type { DeviceId, EntryLinkId, PersonId, PlanId, UserId } from "../model/id.ts";
import { isPlainObject } from "../model/json.ts";
import { limits } from "../model/limits.ts";
import { refuse, ok } from "../model/result.ts";
import type { Result } from "../model/result.ts";
import { parseInstant } from "../model/stamp.ts";
import type { ApiError } from "./httpApi.ts";
import { listIn } from "./listIn.ts";

/** Where links lead; what follows `#` never leaves the browser but in the body of a POST. */
export const JOIN_PATH = "/join";

/** Where somebody looks after their own account. */
export const ACCOUNT_PATH = "/account";

/** What follows `#` in a link: which one it is, and 256 bits that nobody can guess. */
export interface EntrySecret {
  readonly linkId: EntryLinkId;
  readonly secret: string;
}

const SECRET = /^([a-f0-9]{32})\.([A-Za-z0-9_-]{43})$/;

export function writeEntrySecret({ linkId, secret }: EntrySecret): string {
  return `${linkId}.${secret}`;
}

/** Also of a whole link, as somebody pastes it. Undefined if it is none. */
export function parseEntrySecret(value: unknown): EntrySecret | undefined {
  if (typeof value !== "string" || value.length > limits.urlLength) return undefined;
  const [, id, secret] = SECRET.exec(value.slice(value.indexOf("#") + 1).trim()) ?? [];
  const linkId = parseId<EntryLinkId>(id);
  return linkId === undefined || secret === undefined ? undefined : { linkId, secret };
}

/** Somebody in a plan whom a newcomer may be. */
export interface NamedPerson {
  readonly id: PersonId;
  readonly name: string;
}

/** What a link is for, told to whoever holds it before they use it. */
export type LinkSight =
  /** The first owner's, or the keeper's way back in; a name is asked for the first time only. */
  | { readonly kind: "owner"; readonly needsName: boolean }
  /** Another device of somebody who is signed in elsewhere. */
  | { readonly kind: "device"; readonly name: string }
  | {
      readonly kind: "invite";
      readonly planTitle: string;
      readonly role: Role;
      /** Whom the newcomer may say they are: people of the plan that no member is. */
      readonly people: readonly NamedPerson[];
      /** Who this browser is signed in as; then no name is asked for, and no second account made. */
      readonly signedInAs: string | null;
    };

export function parseLinkSight(body: unknown): LinkSight | undefined {
  if (!isPlainObject(body)) return undefined;
  const { kind, needsName, name, planTitle, signedInAs } = body;
  if (kind === "owner") return { kind, needsName: needsName === true };
  if (kind === "device") return typeof name === "string" ? { kind, name } : undefined;
  const role = parseRole(body["role"]);
  const people = listIn(body, "people", parseNamedPerson);
  if (kind !== "invite" || typeof planTitle !== "string" || role === undefined || !people) return undefined;
  return { kind, planTitle, role, people, signedInAs: typeof signedInAs === "string" ? signedInAs : null };
}

function parseNamedPerson(value: unknown): NamedPerson | undefined {
  if (!isPlainObject(value)) return undefined;
  const id = parseId<PersonId>(value["id"]);
  const { name } = value;
  return id === undefined || typeof name !== "string" ? undefined : { id, name };
}

/** The body of `POST /api/sign-in`. */
export interface SignInRequest {
  readonly link: EntrySecret;
  /** Whoever is new says one of the two: a name, or whom of the plan's people they are. */
  readonly name: string | null;
  readonly personId: PersonId | null;
}

export const LINK_REFUSED: ApiError = {
  code: "linkInvalid",
  message: "This link does not work, or not any more. Ask whoever sent it to you for a new one.",
};

export const PERSON_UNKNOWN: ApiError = {
  code: "personUnknown",
  message: "That person is not in this plan. Choose somebody else.",
};

export const NAME_MISSING: ApiError = { code: "nameMissing", message: "There is no name. Type yours and try again." };

export function parseSignInRequest(body: unknown): Result<SignInRequest, ApiError> {
  if (!isPlainObject(body)) return refuse(LINK_REFUSED);
  const link = parseEntrySecret(body["link"]);
  if (!link) return refuse(LINK_REFUSED);
  const { name, personId } = body;
  const known = personId === undefined || personId === null ? null : parseId<PersonId>(personId);
  if (known === undefined) return refuse(PERSON_UNKNOWN);
  if (name === undefined || name === null) return ok({ link, name: null, personId: known });
  const tidy = parseUserName(name);
  return tidy.ok ? ok({ link, name: tidy.value, personId: known }) : tidy;
}

/** Control characters, and what turns the direction of all that follows: beside other names they would mislead. */
const MISLEADING = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** A name as people type it, as one tidy line that can be seen. */
export function parseUserName(value: unknown): Result<string, ApiError> {
  const line = typeof value === "string" ? value.toWellFormed().replace(/\s+/gu, " ") : "";
  const tidy = line.replace(MISLEADING, "").trim();
  if (!VISIBLE.test(tidy)) return refuse(NAME_MISSING);
  if (tidy.length <= limits.nameLength) return ok(tidy);
  return refuse({
    code: "nameTooLong",
    message: `That name is over ${limits.nameLength} characters. Shorten it and try again.`,
  });
}

/** Reads the answer of `POST /api/sign-in`: the plan to go to, null for the list. Undefined if it is no such answer. */
export function parseSignedIn(body: unknown): { readonly planId: PlanId | null } | undefined {
  if (!isPlainObject(body) || !Object.hasOwn(body, "planId")) return undefined;
  return { planId: parseId<PlanId>(body["planId"]) ?? null };
}

/** Who this browser is signed in as. */
export interface Session {
  readonly userId: UserId;
  readonly name: string;
  readonly deviceId: DeviceId;
  /** When it ends whatever happens: milliseconds since 1970. */
  readonly endsAt: number;
}

/** Reads the answer of `GET /api/session`: null if nobody is signed in. Undefined if it is no such answer. */
export function parseSession(body: unknown): Session | null | undefined {
  if (!isPlainObject(body)) return undefined;
  const { session } = body;
  if (session === null) return null;
  if (!isPlainObject(session)) return undefined;
  const userId = parseId<UserId>(session["userId"]);
  const deviceId = parseId<DeviceId>(session["deviceId"]);
  const endsAt = parseInstant(session["endsAt"]);
  const { name } = session;
  if (userId === undefined || deviceId === undefined || endsAt === undefined || typeof name !== "string")
    return undefined;
  return { userId, name, deviceId, endsAt };
}

/** A browser in which somebody is signed in. Times are milliseconds since 1970. */
export interface Device {
  readonly id: DeviceId;
  /** Browser and system in a few words, such as “Firefox on Windows”. */
  readonly label: string;
  readonly signedInAt: number;
  readonly seenAt: number;
  /** The one that asks. */
  readonly current: boolean;
}

/** Reads the answer of `GET /api/me/devices`, the newest first. */
export function parseDevices(body: unknown): readonly Device[] | undefined {
  return listIn(body, "devices", (value) => {
    if (!isPlainObject(value)) return undefined;
    const id = parseId<DeviceId>(value["id"]);
    const signedInAt = parseInstant(value["signedInAt"]);
    const seenAt = parseInstant(value["seenAt"]);
    const { label, current } = value;
    if (id === undefined || signedInAt === undefined || seenAt === undefined || typeof label !== "string")
      return undefined;
    return { id, label, signedInAt, seenAt, current: current === true };
  });
}

/** A link that has just been made; its secret is told this once. */
export interface NewLink {
  /** The whole address. */
  readonly link: string;
  readonly expiresAt: number;
}

/** Reads the answer of `POST /api/me/devices/link` and, as a part of it, of `POST /api/plans/:planId/invites`. */
export function parseNewLink(body: unknown): NewLink | undefined {
  if (!isPlainObject(body)) return undefined;
  const expiresAt = parseInstant(body["expiresAt"]);
  return typeof body["link"] === "string" && expiresAt !== undefined ? { link: body["link"], expiresAt } : undefined;
}
