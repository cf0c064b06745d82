import { describe, expect, it } from "vitest";

import * as checkIns from "#shared/commands/checkIns.ts";
import { commandNamed } from "#shared/commands/commandNamed.ts";
import { COMMAND_ERRORS } from "#shared/commands/commandError.ts";
import { commandOperations } from "#tests/support/operations.ts";

const modules = import.meta.glob<Readonly<Record<string, unknown>>>("../../../shared/commands/*.ts", { eager: true });

interface Named {
  readonly name: string;
  readonly action: string;
}

function isCommand(value: unknown): value is Named {
  return typeof value === "object" && value !== null && "run" in value && "action" in value && "name" in value;
}

const commands = Object.values(modules).flatMap((module) =>
  Object.entries(module).flatMap(([exported, value]) => (isCommand(value) ? [{ exported, name: value.name }] : [])),
);

describe("the commands", () => {
  it("CMD-2: each is exported under its own name", () => {
    expect(commands.length).toBeGreaterThan(30);
    expect(commands.filter(({ exported, name }) => exported !== name)).toEqual([]);
    expect(commands.map(({ name }) => name)).toContain(checkIns.recordCheckIn.name);
  });

  it("CMD-2: each is among the operations of the random runs", () => {
    expect(Object.keys(commandOperations).toSorted()).toEqual(commands.map(({ name }) => name).toSorted());
  });

  it("CMD-2: each is found by its name, and nothing else is", () => {
    for (const { name } of commands) expect(commandNamed(name)?.name).toBe(name);
    for (const other of ["", "toString", "__proto__", "cards", "days"]) expect(commandNamed(other)).toBeUndefined();
  });

  it("CMD-3: every refusal is a sentence of what is wrong and a sentence of what to do next", () => {
    for (const [code, message] of Object.entries(COMMAND_ERRORS)) {
      expect(message, code).toMatch(/^.+[.:;] [A-Z].+\.$/u);
    }
  });
});
