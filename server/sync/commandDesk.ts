import { commandNamed } from "#shared/commands/commandNamed.ts";
import type { CommandContext } from "#shared/commands/command.ts";
import { DAY_MS, MINUTE_MS } from "#shared/model/duration.ts";
import { idsUnder, newId } from "#shared/model/id.ts";
import type { AnyId, IdSource, PlanId } from "#shared/model/id.ts";
import { isPlainObject } from "#shared/model/json.ts";
import type { Action } from "#shared/permissions/can.ts";
import { parseCommandAnswer } from "#shared/protocol/planCommand.ts";
import type { CommandAnswer, CommandRefusal, CommandRequest } from "#shared/protocol/planCommand.ts";
import type { StoredAnswer } from "../storage/accessStorage.ts";
import type { PlanStorage } from "../storage/planStorage.ts";
import type { Principal } from "./principal.ts";

/** Where a command came from, and whether whoever asked still may, at the moment in which it is run. */
export interface Asker {
  readonly principal: Principal;
  readonly mayStill: () => boolean;
}

export interface CommandDeskOptions {
  readonly planId: PlanId;
  readonly storage: PlanStorage;
  /** False if that was one command too many of this user. */
  readonly quota: (userId: string) => boolean;
  /** What a command works on, for this actor; or why the plan takes no change now. */
  readonly context: (actor: CommandContext["actor"]) => CommandContext | "planTooLarge" | "cannotSave";
  /** Runs something that writes to the document as the server. */
  readonly write: <T>(run: () => T) => T;
  /** Hands the answer over, to be committed with what was written before it. */
  readonly keep: (answer: StoredAnswer) => void;
  /** Resolves once all that was written so far is on disk. */
  readonly committed: () => Promise<void>;
  /** Told of what was done, or refused. */
  readonly note: (principal: Principal, action: Action, done: boolean) => void;
}

const REFUSALS = {
  noSuchCommand: "This server does not know that command. Reload the page and try again.",
  tooMuchAtOnce: "That is more than the server does in one command. Ask for it in several, of at most 250 each.",
  tooManyCommands: "Too much was asked for at once. Wait a minute and try again.",
  cannotSave: "The server cannot save this plan just now. Wait until the notice at the top is gone, then try again.",
  planTooLarge: "This plan is as large as it may be. Archive what is no longer needed, then try again.",
} as const;

/** Entries that a list in a command may have. More would keep everybody else waiting: nothing else goes on meanwhile. */
const MOST_ENTRIES = 250;

/** Runs commands on the document of a room for whoever does not write it: each once, however often it is sent. */
export class CommandDesk {
  readonly #options: CommandDeskOptions;
  readonly #running = new Map<string, Promise<CommandAnswer | null>>();

  constructor(options: CommandDeskOptions) {
    this.#options = options;
  }

  /**
   * Resolves once what it did is on disk; with null if the asker's rights may have changed meanwhile and must be decided
   * anew. Rejects if the disk refuses; then nothing was done.
   */
  run(asker: Asker, request: CommandRequest): Promise<CommandAnswer | null> {
    const id = `${asker.principal.userId}/${request.key}`;
    const running = this.#running.get(id);
    if (running) return running;
    const answer = this.#answer(asker, request).finally(() => this.#running.delete(id));
    this.#running.set(id, answer);
    return answer;
  }

  async #answer({ principal, mayStill }: Asker, request: CommandRequest): Promise<CommandAnswer | null> {
    const { key, name, input } = request;
    const { planId, storage, quota, context, write, keep, committed, note } = this.#options;
    const { userId, role, personId } = principal;
    const command = commandNamed(name);
    if (!command) return refused(key, "noSuchCommand");
    if (hasLongList(input)) return refused(key, "tooMuchAtOnce");
    if (!quota(userId)) return refused(key, "tooManyCommands");
    const former = await storage.access.findAnswer({ planId, userId, key });
    // Nothing waits from here to the write, so nobody's rights change in between.
    if (!mayStill()) return null;
    const known = former && parseCommandAnswer(JSON.parse(former.answer));
    if (known) return known;
    const at = context({ role, personId });
    if (typeof at === "string") return refused(key, at);
    const result = write(() => command.run(input, { ...at, ...whenAsked(request, at.now), ids: idsFor(key, at) }));
    if (result.ok ? result.value.steps.length > 0 : result.error.code === "notAllowed") {
      note(principal, command.action, result.ok);
    }
    if (!result.ok) return { key, ok: false, error: inWordsFor(principal, result.error) };
    const { value, summary, steps } = result.value;
    const answer: CommandAnswer = { key, ok: true, value: value ?? null, summary, changed: steps.length > 0 };
    keep({ planId, userId, key, answer: JSON.stringify(answer), at: at.now });
    await committed();
    return answer;
  }
}

const ARCHIVED =
  "This plan is archived, so nobody can change it. Ask an owner to restore it in its settings, then try again.";

/** Whoever lacks a right only because the plan is archived does not lack it by their role. */
function inWordsFor({ archivedAt }: Principal, { code, message }: CommandRefusal): CommandRefusal {
  return { code, message: code === "notAllowed" && archivedAt !== null ? ARCHIVED : message };
}

/** So long ago that it matters, and not so long that it could be a clock's fault. In milliseconds. */
const A_WHILE = MINUTE_MS;
const A_MONTH = 30 * DAY_MS;

/** Something that was said without a connection counts from then on, and overrides nothing that was said since. */
function whenAsked({ at }: CommandRequest, now: number): Partial<Pick<CommandContext, "now" | "knownUntil">> {
  const isLate = at !== undefined && at < now - A_WHILE && at > now - A_MONTH;
  return isLate ? { now: at, knownUntil: at } : {};
}

/** What the key names, unless something of that name is there: then it was not for this asker to name. */
function idsFor(key: string, { document }: CommandContext): IdSource {
  const first = idsUnder(key)<AnyId>();
  return Object.values(document.roots).some((root) => root.has(first)) ? newId : idsUnder(key);
}

function hasLongList(input: unknown): boolean {
  return (
    isPlainObject(input) && Object.values(input).some((field) => Array.isArray(field) && field.length > MOST_ENTRIES)
  );
}

function refused(key: string, code: keyof typeof REFUSALS): CommandAnswer {
  const error: CommandRefusal = { code, message: REFUSALS[code] };
  return { key, ok: false, error };
}
