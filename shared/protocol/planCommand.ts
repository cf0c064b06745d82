/**
 * A command that the server is asked to run: over the socket (messages 7 and 8) or by `POST /api/plans/:planId/commands`.
 * It is the same function of shared/commands either way, run on the room's document as the asker.
 */
import { isPlainObject } from "../model/json.ts";
import { parseInstant } from "../model/stamp.ts";

export interface CommandRequest {
  /**
   * Chosen by the asker, 16 to 64 letters, digits, `_` or `-`. A request that comes again under its key is answered as the first time. One of 32 hexadecimal
   * digits also names what the command makes: `KEY-1`, `KEY-2` and so on, so that the asker can show it at once.
   */
  readonly key: string;
  /** The command's name, as `recordCheckIn`. */
  readonly name: string;
  /** What the command is given; it reads it itself. */
  readonly input: unknown;
  /**
   * When it was asked for, if that is a while ago: milliseconds since 1970 by the server's clock as the asker knew it. What
   * it makes is dated so and follows nothing that was said later. Not believed if it is over 30 days ago.
   */
  readonly at?: number;
}

export type CommandAnswer =
  | {
      readonly key: string;
      readonly ok: true;
      /** What the command gives back, such as a new id. */
      readonly value: unknown;
      /** What was done: a sentence without a full stop. */
      readonly summary: string;
      /** Whether anything had to change. */
      readonly changed: boolean;
    }
  | { readonly key: string; readonly ok: false; readonly error: CommandRefusal };

export interface CommandRefusal {
  /** Of shared/commands/commandError.ts, or `noSuchCommand`, `tooManyCommands`, `tooMuchAtOnce`, `planTooLarge`, `cannotSave`. */
  readonly code: string;
  readonly message: string;
}

const KEY = /^[A-Za-z0-9_-]{16,64}$/;

/** Undefined if it is none. Whether there is such a command is found out later. */
export function parseCommandRequest(value: unknown): CommandRequest | undefined {
  if (!isPlainObject(value)) return undefined;
  const { key, name, input } = value;
  if (typeof key !== "string" || !KEY.test(key) || typeof name !== "string") return undefined;
  const at = parseInstant(value["at"]);
  return { key, name, input, ...(at !== undefined && { at }) };
}

/** Undefined if it is none. */
export function parseCommandAnswer(value: unknown): CommandAnswer | undefined {
  if (!isPlainObject(value)) return undefined;
  const { key, ok, value: given, summary, changed, error } = value;
  if (typeof key !== "string") return undefined;
  if (ok === true && typeof summary === "string" && typeof changed === "boolean") {
    return { key, ok, value: given ?? null, summary, changed };
  }
  if (ok !== false || !isPlainObject(error)) return undefined;
  const { code, message } = error;
  return typeof code === "string" && typeof message === "string" ? { key, ok, error: { code, message } } : undefined;
}
