/** Who did what in a plan, and by which way in. It carries no text of the plan. Times are milliseconds since 1970. */
import { parseId } from "../model/id.ts";
import type { UserId } from "../model/id.ts";
import { isPlainObject } from "../model/json.ts";
import { parseInstant } from "../model/stamp.ts";
import { isAction } from "../permissions/can.ts";
import type { Action } from "../permissions/can.ts";
import { listIn } from "./listIn.ts";

/** sync: through the live document. command: by a command that the server ran. http: a call. keeper: on the server itself. */
const AUDIT_WAYS = ["sync", "command", "http", "keeper"] as const;
type AuditWay = (typeof AUDIT_WAYS)[number];

/** One thing done, or the same thing done by the same person again and again within ten minutes. */
export interface AuditEntry {
  /** Ascending within a plan. */
  readonly sequence: number;
  readonly at: number;
  /** When it was done last. */
  readonly until: number;
  readonly count: number;
  /** Who; null once they are erased, or if it was nobody who signs in. */
  readonly userId: UserId | null;
  readonly name: string;
  readonly action: AuditAction;
  readonly way: AuditWay;
  /** False: it was refused. */
  readonly done: boolean;
  /** Whom or what it was about, such as a member's name or a role; empty if that says itself. */
  readonly about: string;
}

/** Beside what the table of rights names: what concerns the door itself. */
const DOOR_ACTIONS = ["createPlan", "joinPlan", "restorePlan"] as const;
export type AuditAction = Action | (typeof DOOR_ACTIONS)[number];

/** Entries that one answer carries at most. */
export const AUDIT_PAGE = 100;

/** What was done in a plan, the newest first; `?before=SEQUENCE` goes on from there. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** How many days an entry is kept. */
  readonly keptDays: number;
}

/** Reads the answer of `GET /api/plans/:planId/audit`. */
export function parseAudit(body: unknown): AuditPage | undefined {
  const entries = listIn(body, "entries", parseAuditEntry);
  const keptDays = isPlainObject(body) ? body["keptDays"] : undefined;
  return entries && typeof keptDays === "number" ? { entries, keptDays } : undefined;
}

export function parseAuditEntry(value: unknown): AuditEntry | undefined {
  if (!isPlainObject(value)) return undefined;
  const { sequence, count, name, about } = value;
  const at = parseInstant(value["at"]);
  const until = parseInstant(value["until"]);
  const action = parseAuditAction(value["action"]);
  const way = AUDIT_WAYS.find((known) => known === value["way"]);
  if (typeof sequence !== "number" || typeof count !== "number" || typeof name !== "string") return undefined;
  if (at === undefined || until === undefined || !action || !way || typeof about !== "string") return undefined;
  const userId = parseId<UserId>(value["userId"]) ?? null;
  return { sequence, at, until, count, userId, name, action, way, done: value["done"] === true, about };
}

function parseAuditAction(value: unknown): AuditAction | undefined {
  if (typeof value !== "string") return undefined;
  return isAction(value) ? value : DOOR_ACTIONS.find((known) => known === value);
}
