import { isPlainObject } from "#shared/model/json.ts";
import { parseId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";

/** What whoever runs the server can have done to its plans. Restoring is not among it: that needs a server that is stopped. */
export type MaintenanceCommand =
  | { readonly name: "verify" }
  | { readonly name: "compact" }
  /** A link that lets the keeper of the server in. */
  | { readonly name: "token" }
  | { readonly name: "rebuild"; readonly planId: PlanId }
  /** `file` is an absolute path. */
  | { readonly name: "backup"; readonly file: string; readonly force: boolean };

/** Where a command says what it does and finds. */
export interface Report {
  /** How far it is; each one takes the place of the one before. */
  progress(line: string): void;
  say(line: string): void;
  /** Something is wrong, and what to do. The command will not succeed. */
  complain(line: string): void;
}

/** Reads a command that came over the socket. Undefined if it is none. */
export function parseCommand(value: unknown): MaintenanceCommand | undefined {
  if (!isPlainObject(value)) return undefined;
  const { name, file, force } = value;
  const planId = parseId<PlanId>(value["planId"]);
  if (name === "verify" || name === "compact" || name === "token") return { name };
  if (name === "rebuild" && planId !== undefined) return { name, planId };
  if (name === "backup" && typeof file === "string") return { name, file, force: force === true };
  return undefined;
}
