import { closeCodes } from "#shared/protocol/closeCodes.ts";
import type { CloseName } from "#shared/protocol/closeCodes.ts";

import type { ConnectionState } from "../plan/connectionState.ts";
import type { PlanState } from "../plan/planState.ts";

/** What a person reads about the connection: a word or two for the header, and what it means and what to do now. */
export interface ConnectionWords {
  readonly word: string;
  /** How the word goes on where there is room. */
  readonly more?: string;
  readonly sentence: string;
  /** Drawn beside the word, so that colour is never alone. */
  readonly shape: "tick" | "turning" | "cut" | "eye" | "warning";
  /** Shown under the header as well: it needs somebody's attention. */
  readonly attention: boolean;
}

const WORDS: Readonly<Record<Exclude<ConnectionState, "offline">, ConnectionWords>> = {
  loading: {
    word: "Loading",
    sentence: "The plan is being fetched.",
    shape: "turning",
    attention: false,
  },
  saved: {
    word: "Saved",
    sentence: "All your changes are saved, and everybody here sees them.",
    shape: "tick",
    attention: false,
  },
  saving: {
    word: "Saving",
    sentence: "Your last change is on its way to the server.",
    shape: "turning",
    attention: false,
  },
  reconnecting: {
    word: "Reconnecting",
    sentence: "The connection was lost a moment ago and is being made again. Go on working.",
    shape: "turning",
    attention: false,
  },
  // Who may only look is told so in words of their own: what is shown is all the same as it is now.
  readonly: {
    word: "Live",
    sentence: "You see this plan as it is now, and every change as it is made.",
    shape: "tick",
    attention: false,
  },
  refused: {
    word: "Change refused",
    sentence:
      "A change of yours could not be accepted, so the plan is being loaded anew. A copy of what you had is kept for you to download.",
    shape: "warning",
    attention: true,
  },
  unavailable: {
    word: "Unavailable",
    sentence: closeCodes.unavailable.whatNow,
    shape: "warning",
    attention: true,
  },
  outdated: {
    word: "Out of date",
    sentence: "There is a newer Waymark than this page. Reload the page to go on; nothing is lost.",
    shape: "warning",
    attention: true,
  },
  signedout: {
    word: "Signed out",
    sentence: "Sign in again; unsent changes stay on this device.",
    shape: "warning",
    attention: true,
  },
  // Which of the two it was the server does not say.
  removed: {
    word: "No longer here",
    sentence:
      "It was deleted, or you were removed from it while you were away. An owner of the plan can tell you which, and bring it back or let you in again.",
    shape: "warning",
    attention: false,
  },
  notfound: {
    word: "Not found",
    sentence: closeCodes.notFound.whatNow,
    shape: "warning",
    attention: false,
  },
};

const OFFLINE_KEPT: ConnectionWords = {
  word: "Offline, kept",
  more: " on this device",
  sentence: "There is no connection. Go on working: changes are kept on this device and sent when it is back.",
  shape: "cut",
  attention: false,
};

const OFFLINE_NOT_KEPT: ConnectionWords = {
  word: "Offline, not kept",
  sentence:
    "There is no connection, and this browser does not keep changes. Leave this page open until the connection is back, or they are lost.",
  shape: "cut",
  attention: true,
};

const DISK_REFUSES: ConnectionWords = {
  word: "Server not saving",
  sentence:
    "The server cannot save just now. Go on working: what you change is kept on this device, and saved and shown to the others as soon as it can be.",
  shape: "warning",
  attention: true,
};

const DISK_REFUSES_NOT_KEPT: ConnectionWords = {
  ...DISK_REFUSES,
  sentence:
    "The server cannot save just now, and this browser does not keep changes. Go on working, but leave this page open until the server saves again, or they are lost.",
};

const OUTDATED_NOT_KEPT: ConnectionWords = {
  ...WORDS.outdated,
  sentence:
    "There is a newer Waymark than this page. Reload the page to go on. This browser does not keep changes: any that are not saved yet go with that, so note them down first.",
};

const SIGNED_OUT_NOT_KEPT: ConnectionWords = {
  ...WORDS.signedout,
  sentence:
    "Sign in again on this page, and leave it open until then: this browser does not keep changes, and any that are not saved yet are only here.",
};

/** The server makes the page wait: it was reached, and says why. */
const WAITING_KEPT: ConnectionWords = {
  word: "Waiting, kept",
  more: " on this device",
  sentence: `${closeCodes.rateLimited.whatNow} Go on working: changes are kept on this device and sent then.`,
  shape: "cut",
  attention: false,
};

const WAITING_NOT_KEPT: ConnectionWords = {
  word: "Waiting, not kept",
  sentence: `${closeCodes.rateLimited.whatNow} This browser does not keep changes: leave this page open until then, or they are lost.`,
  shape: "cut",
  attention: true,
};

/** While nothing of the plan is here there can be no changes: neither a promise nor a warning about any is true. */
const NOTHING_HERE: Readonly<Partial<Record<ConnectionState, ConnectionWords>>> = {
  offline: {
    word: "Offline",
    sentence: "There is no connection, and this plan is not on this device yet. It opens as soon as you are online.",
    shape: "cut",
    attention: false,
  },
  outdated: { ...WORDS.outdated, sentence: "This page is older than the server. Reload it to open the plan." },
  signedout: { ...WORDS.signedout, sentence: "Sign in again to open the plan." },
};

const WAITING_WITH_NOTHING = { ...WAITING_KEPT, word: "Waiting", more: "", sentence: closeCodes.rateLimited.whatNow };

const ARCHIVED: ConnectionWords = {
  word: "Archived",
  more: ", read only",
  sentence: "Everybody can read this plan, and nobody can change it. An owner of the plan can bring it back.",
  shape: "eye",
  attention: true,
};

const ARCHIVED_OWN: ConnectionWords = {
  ...ARCHIVED,
  sentence: "Everybody can read this plan, and nobody can change it. As an owner you can bring it back.",
};

const REMOVED: ConnectionWords = {
  word: "Removed",
  sentence: "An owner of this plan has removed you from it. Ask them if you should be in it, and for a new link.",
  shape: "warning",
  attention: false,
};

const REMOVED_OWN: ConnectionWords = {
  ...WORDS.removed,
  sentence:
    "It was deleted, or another owner removed you while you were away. If it was deleted, you can restore it below your plans.",
};

/** Everything about the connection that words depend on. */
export type TellableConnection = Pick<
  PlanState,
  "connection" | "keptOnDevice" | "condition" | "closeName" | "archivedAt" | "given"
> & {
  /** Something of the plan is here. */
  readonly loaded: boolean;
};

/** Every state of the connection in words. */
export function connectionWords(told: TellableConnection): ConnectionWords {
  return (told.loaded ? null : wordsOfNothing(told)) ?? wordsOfPlan(told);
}

function wordsOfNothing({ connection, closeName }: TellableConnection): ConnectionWords | null {
  if (connection === "offline" && closeName === "rateLimited") return WAITING_WITH_NOTHING;
  return NOTHING_HERE[connection] ?? null;
}

function wordsOfPlan({
  connection,
  keptOnDevice,
  condition,
  closeName,
  archivedAt,
  given,
}: TellableConnection): ConnectionWords {
  if (connection === "offline" && closeName === "rateLimited") return keptOnDevice ? WAITING_KEPT : WAITING_NOT_KEPT;
  if (connection === "offline") return keptOnDevice ? OFFLINE_KEPT : OFFLINE_NOT_KEPT;
  if (connection === "outdated" && !keptOnDevice) return OUTDATED_NOT_KEPT;
  if (connection === "signedout" && !keptOnDevice) return SIGNED_OUT_NOT_KEPT;
  if (closeName === "unavailable") return closedWords(connection, closeName);
  if (connection === "removed" && closeName === "forbidden") return REMOVED;
  if (connection === "removed" && given === "owner") return REMOVED_OWN;
  if (connection === "unavailable") return keptOnDevice ? DISK_REFUSES : DISK_REFUSES_NOT_KEPT;
  if (connection === "readonly" && condition.kind === "damaged") return damagedWords(condition.missing);
  if (connection === "readonly" && archivedAt !== null) return given === "owner" ? ARCHIVED_OWN : ARCHIVED;
  return closeName === null || connection === "removed" ? WORDS[connection] : closedWords(connection, closeName);
}

function closedWords(connection: Exclude<ConnectionState, "offline">, closeName: CloseName): ConnectionWords {
  return { ...WORDS[connection], sentence: closeCodes[closeName].whatNow };
}

function damagedWords(missing: number): ConnectionWords {
  const lost =
    missing === 0
      ? "Part of what the server keeps about this plan is damaged on its disk. Nothing that is shown here is missing,"
      : `Part of this plan is damaged on the server’s disk: at least the last ${missing === 1 ? "change" : `${missing} changes`}. You see what was before, with what this device still had,`;
  return {
    word: "Damaged",
    more: ", read only",
    sentence: `${lost} and it cannot be changed until a backup is restored.`,
    shape: "warning",
    attention: true,
  };
}
