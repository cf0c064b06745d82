import type { Role } from "#shared/model/actor.ts";
import { can, mayAtAll } from "#shared/permissions/can.ts";
import { closeNameOf } from "#shared/protocol/closeCodes.ts";
import type { CloseName } from "#shared/protocol/closeCodes.ts";
import type { Condition } from "#shared/protocol/messages.ts";

import type { ConnectionState } from "./connectionState.ts";
import { differs } from "./differs.ts";

/** Everything that decides what the person is told about the connection. */
export interface Connection {
  /** Something of the plan is known: from this device or from the server. */
  readonly content: boolean;
  /** away: no connection that the server has greeted. greeted: hello came. synced: the server's content came too. */
  readonly link: "away" | "greeted" | "synced";
  /** The link has been away for longer than the grace of a short loss. */
  readonly absent: boolean;
  /** What the device says about its network; only believed while the link is away. */
  readonly network: boolean;
  /** Something changed here has not been reported saved. */
  readonly unsaved: boolean;
  /** Something was asked of the server that it has not answered. */
  readonly asking: boolean;
  readonly role: Role;
  /** Whether the server can keep what is written, as it said last. */
  readonly condition: Condition;
  /** Why the server closed, as long as that stands: until it syncs again, for ever after a final code. */
  readonly closed: CloseName | null;
  /** A change of this person's was refused and they have not been told for long enough yet. */
  readonly refusal: boolean;
}

export type ConnectionEvent =
  | { readonly type: "contentCame" }
  | { readonly type: "greeted"; readonly role: Role; readonly condition: Condition }
  | { readonly type: "condition"; readonly condition: Condition }
  | { readonly type: "synced" }
  | { readonly type: "lost"; readonly code: number | null }
  | { readonly type: "graceOver" }
  | { readonly type: "networkLost" }
  | { readonly type: "networkBack" }
  | { readonly type: "changed" }
  | { readonly type: "saved" }
  | { readonly type: "asking"; readonly asking: boolean }
  /** The local document was dropped and the plan is fetched anew; `loss`: a change that only the recovery copy holds. */
  | { readonly type: "rejoining"; readonly loss: boolean }
  | { readonly type: "refusalSeen" };

const WRITABLE: Condition = Object.freeze({ kind: "writable" });

export const NO_CONNECTION: Connection = Object.freeze({
  content: false,
  link: "away",
  absent: false,
  network: true,
  unsaved: false,
  asking: false,
  // Until the server has said more, the person is taken for one who may edit: it refuses what is not allowed.
  role: "editor",
  condition: WRITABLE,
  closed: null,
  refusal: false,
});

/** Pure. Gives the same object back when nothing changed. */
export function nextConnection(connection: Connection, event: ConnectionEvent): Connection {
  const change = changeBy(connection, event);
  return differs(connection, change) ? Object.freeze({ ...connection, ...change }) : connection;
}

function changeBy(connection: Connection, event: ConnectionEvent): Partial<Connection> {
  switch (event.type) {
    case "contentCame":
      return { content: true };
    case "greeted":
      return { link: "greeted", absent: false, role: event.role, condition: event.condition };
    case "condition":
      return { condition: event.condition };
    case "synced":
      return { link: "synced", absent: false, content: true, network: true, closed: null };
    case "lost":
      return { link: "away", closed: closedBy(connection, event.code) };
    case "graceOver":
      return connection.link === "away" ? { absent: true } : {};
    case "networkLost":
      return { network: false };
    case "networkBack":
      return { network: true };
    case "changed":
      return { unsaved: true, refusal: false };
    case "saved":
      return { unsaved: false };
    case "asking":
      return { asking: event.asking };
    case "rejoining":
      return { link: "away", absent: false, unsaved: false, refusal: connection.refusal || event.loss, closed: null };
    case "refusalSeen":
      return { refusal: false };
  }
}

/** An attempt that fails without a word from the server does not unsay what the server said before. */
function closedBy(connection: Connection, code: number | null): CloseName | null {
  const name = code === null ? undefined : closeNameOf(code);
  return name ?? connection.closed;
}

/** Whether the server takes document updates from somebody of that role. It asks the same table. */
export function mayWrite(role: Role): boolean {
  return can({ role, personId: null }, "editPlan");
}

/** Whether part of the plan is lost on the server's disk: it takes no change then. */
export function isDamaged({ condition }: Pick<Connection, "condition">): boolean {
  return condition.kind === "damaged";
}

/** Whether the server said that this page cannot go on as it is: nothing typed now would be sent by it. */
export function isFinal(closed: CloseName | null): boolean {
  return closed !== null && FINAL.has(closed);
}

const FINAL: ReadonlySet<CloseName> = new Set(["protocolError", "signedOut", "forbidden", "notFound", "outdated"]);

/** What the person is told: one true word for all of it. */
export function connectionStateOf(connection: Connection): ConnectionState {
  const { closed, content, link, refusal, unsaved, asking } = connection;
  switch (closed) {
    case "outdated":
    case "protocolError":
      return "outdated";
    case "signedOut":
      return "signedout";
    case "notFound":
    case "forbidden":
      return content ? "removed" : "notfound";
    case "unavailable":
      return link === "away" && !connection.network ? "offline" : "unavailable";
    case "refused":
    case "restarting":
    case "tooSlow":
    case "rateLimited":
    case null:
      break;
  }
  const gone = link === "away" && (connection.absent || !connection.network);
  if (gone) return "offline";
  if (refusal) return "refused";
  if (!content) return "loading";
  // It stands while the connection is made anew, which it is as soon as a disk refuses.
  if (connection.condition.kind === "diskRefuses") return "unavailable";
  if (isDamaged(connection)) return "readonly";
  if (link !== "synced") return "reconnecting";
  if (!mayWrite(connection.role) && !mayAtAll(connection.role, "recordCheckIn")) return "readonly";
  // What lies on the device is never confirmed to somebody who may not write, and nothing of theirs is in it.
  return asking || (unsaved && mayWrite(connection.role)) ? "saving" : "saved";
}
