import { parseRole } from "#shared/model/actor.ts";
import type { AuditAction, AuditEntry } from "#shared/protocol/audit.ts";

import { aRole } from "../people/aRole.ts";

/** By which way something was done, in words that say where somebody would do the same. */
export function wayInWords({ way, action }: Pick<AuditEntry, "way" | "action">): string {
  if (way === "keeper") return "on the server itself";
  if (way !== "http") return "in the open plan";
  return DOOR_WAYS[action] ?? "on a page about the plan";
}

/** What is done neither in the open plan nor on a page about it. */
const DOOR_WAYS: Partial<Readonly<Record<AuditAction, string>>> = {
  joinPlan: "by a link",
  createPlan: "in the list of plans",
  restorePlan: "in the list of plans",
  claimPerson: "in the open plan",
};

/** What was done, after a name; and what was wanted, after “tried to”, where it was refused. */
interface Words {
  readonly did: string;
  readonly wanted: string;
}

/** Those that `about` says nothing more of. */
const WORDS: Readonly<Record<AuditAction, Words>> = {
  seePlan: { did: "opened the plan", wanted: "open the plan" },
  exportPlan: { did: "took a copy of the plan as a file", wanted: "take a copy of the plan" },
  seeMembers: { did: "looked at who belongs to the plan", wanted: "see who belongs to the plan" },
  claimPerson: { did: "said which of the plan’s people they are", wanted: "say which of the plan’s people they are" },
  leavePlan: { did: "left the plan", wanted: "leave the plan" },
  editMembers: { did: "changed who belongs to the plan", wanted: "change who belongs to the plan" },
  editInvites: { did: "changed the invitations", wanted: "see or change the invitations" },
  archivePlan: { did: "archived the plan", wanted: "archive or restore the plan" },
  deletePlan: { did: "deleted the plan", wanted: "delete the plan" },
  seeAudit: { did: "looked at what was done", wanted: "see what was done in the plan" },
  editPlan: {
    did: "changed the plan’s title, purpose or rhythm",
    wanted: "change the plan’s title, purpose or rhythm",
  },
  editMissions: { did: "changed missions", wanted: "change missions" },
  editObjectives: { did: "changed objectives", wanted: "change objectives" },
  editKeyResults: { did: "changed key results", wanted: "change key results" },
  addPerson: { did: "added a person to the plan", wanted: "add a person to the plan" },
  editPeople: { did: "changed the plan’s people", wanted: "change the plan’s people" },
  recordCheckIn: { did: "checked in", wanted: "check in" },
  withdrawCheckIn: { did: "took back a check-in", wanted: "take back a check-in" },
  createPlan: { did: "made the plan", wanted: "make the plan" },
  joinPlan: { did: "joined", wanted: "join" },
  restorePlan: { did: "restored the deleted plan", wanted: "restore the deleted plan" },
};

/** "Nora made Sam an editor." One sentence about one entry. */
export function activityInWords(entry: AuditEntry): string {
  const who = entry.name.trim() || "Somebody who is no longer known";
  if (!entry.done) return `${who} tried to ${WORDS[entry.action].wanted}.`;
  return `${who} ${didInWords(entry)}.`;
}

/** The time of day, in the reader's own way; `at` is milliseconds since 1970. */
export function timeInWords(at: number): string {
  return TIME.format(at);
}

/** "12 times, from 10:02"; "12 times" where that is the minute of the last one, too. */
export function timesInWords({ count, at, until }: Pick<AuditEntry, "count" | "at" | "until">): string {
  const [first, last] = [timeInWords(at), timeInWords(until)];
  return first === last ? `${count} times` : `${count} times, from ${first}`;
}

const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

function didInWords({ action, about }: AuditEntry): string {
  return SAID_OF[action]?.(about) ?? WORDS[action].did;
}

/** What `about` says more of an action. Undefined where it says nothing that is known. */
const SAID_OF: Partial<Readonly<Record<AuditAction, (about: string) => string | undefined>>> = {
  editMembers: membersInWords,
  editInvites: invitesInWords,
  archivePlan: (about) => (about === "restored" ? "restored the archived plan" : undefined),
  createPlan: (about) => ORIGINS.get(about),
  joinPlan: (about) => {
    const role = parseRole(about);
    return role && `joined as ${aRole(role)}`;
  },
};

const ORIGINS: ReadonlyMap<string, string> = new Map([
  ["example", "made the plan from the example"],
  ["empty", "made the plan from nothing"],
  ["planFile", "made the plan from a file"],
]);

/** `Sam Okoro: editor`, `Sam Okoro: removed`, or `Sam Okoro` where it was said who they are in the plan. */
function membersInWords(about: string): string | undefined {
  if (about === "") return undefined;
  const colon = about.lastIndexOf(": ");
  const [name, what] = colon < 0 ? [about, ""] : [about.slice(0, colon), about.slice(colon + 2)];
  const role = parseRole(what);
  if (role) return `made ${name} ${aRole(role)}`;
  if (what === "removed") return `removed ${name} from the plan`;
  return `said which of the plan’s people ${about} is`;
}

/** `editor`, or `editor: revoked`. */
function invitesInWords(about: string): string | undefined {
  const [word, end] = about.split(": ");
  const role = parseRole(word);
  if (!role) return undefined;
  return end === "revoked" ? `revoked a link that let in ${aRole(role)}` : `made a link that lets in ${aRole(role)}`;
}
