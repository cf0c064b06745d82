import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { parseId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { ok, refuse } from "#shared/model/result.ts";
import type { Result } from "#shared/model/result.ts";

import { messageOf } from "../messageOf.ts";
import type { MaintenanceCommand } from "./command.ts";

export type Asked =
  | { readonly name: "help" }
  | { readonly name: "restore"; readonly file: string }
  | MaintenanceCommand;

export const HELP = `Usage: node server/main.ts [COMMAND]

Without a command: starts the server. With one: works on the plans in DATA_DIR. If a server is running there, it carries
the command out, while people go on working; if not, the command does it itself.

  verify               Looks at every plan and writes nothing. Says what is damaged and what to do.
  compact              Puts the log of every plan together. With the server stopped, also gives disk space back.
  rebuild PLAN         Writes a plan anew without its history. Open pages load it again by themselves.
  backup FILE          Copies all plans into one file, and verifies it.
  restore FILE         Puts a backup in the place of all plans, which are kept beside it. The server must be stopped.

  token                Prints a link with which you, who run the server, come in; it works once, within an hour.

  --force              backup: replace FILE if it is there.
  --help               This text.

How far a long command is goes to standard error, results to standard output.
Exit codes: 0 done; 1 not done, or something is damaged; 2 not understood.
Settings such as DATA_DIR are environment variables: docs/settings.md.
`;

/** Reads what follows `node server/main.ts`. Refused: what is wrong with it. */
export function readArguments(words: readonly string[]): Result<Asked, string> {
  const options = { help: { type: "boolean", short: "h" }, force: { type: "boolean" } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    if (values.help || positionals[0] === "help") return ok({ name: "help" });
    const [name = "", ...operands] = positionals;
    if (values.force && name !== "backup") return refuse("--force goes with backup only.");
    return readCommand(name, operands, values.force ?? false);
  } catch (error) {
    // What Node says after its first sentence is of no use here.
    return refuse(`${messageOf(error).split(". ", 1)[0]}.`);
  }
}

function readCommand(name: string, operands: readonly string[], force: boolean): Result<Asked, string> {
  const [operand = ""] = operands;
  switch (name) {
    case "verify":
    case "compact":
    case "token":
      return operands.length === 0 ? ok({ name }) : refuse(`${name} takes nothing after it.`);
    case "rebuild": {
      const planId = parseId<PlanId>(operand);
      if (operands.length !== 1 || planId === undefined) return refuse("rebuild takes the id of one plan.");
      return ok({ name, planId });
    }
    case "backup":
    case "restore":
      if (operands.length !== 1 || operand === "") return refuse(`${name} takes the name of one file.`);
      return ok(name === "backup" ? { name, file: resolve(operand), force } : { name, file: resolve(operand) });
    default:
      return refuse(`There is no command “${name}”.`);
  }
}
