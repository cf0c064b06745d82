import * as checkIns from "./checkIns.ts";
import type { Command } from "./command.ts";
import * as keyResults from "./keyResults.ts";
import * as links from "./links.ts";
import * as missions from "./missions.ts";
import * as objectives from "./objectives.ts";
import * as people from "./people.ts";
import * as plan from "./plan.ts";

const modules = [checkIns, keyResults, links, missions, objectives, people, plan];
const commands = new Map(
  modules
    .flatMap((module): readonly unknown[] => Object.values(module))
    .filter(isCommand)
    .map((command) => [command.name, command]),
);

/** The command of that name, which reads its input itself; undefined if there is none. For who is asked by name. */
export function commandNamed(name: string): Command<unknown, unknown> | undefined {
  return commands.get(name);
}

function isCommand(value: unknown): value is Command<unknown, unknown> {
  return typeof value === "object" && value !== null && "run" in value && "action" in value && "name" in value;
}
