import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { expect, it } from "vitest";

import { parseCommand } from "#server/maintenance/command.ts";
import { HELP, readArguments } from "#server/maintenance/readArguments.ts";

function read(line: string): unknown {
  const asked = readArguments(line.split(" "));
  return asked.ok ? asked.value : asked.error;
}

it("SRV-30: every command is read with what belongs to it", () => {
  expect(read("verify")).toEqual({ name: "verify" });
  expect(read("compact")).toEqual({ name: "compact" });
  expect(read("rebuild abc123")).toEqual({ name: "rebuild", planId: "abc123" });
  expect(read("backup plans.db")).toEqual({ name: "backup", file: resolve("plans.db"), force: false });
  expect(read("--force backup /b/plans.db")).toEqual({ name: "backup", file: "/b/plans.db", force: true });
  expect(read("restore plans.db")).toEqual({ name: "restore", file: resolve("plans.db") });
  for (const line of ["--help", "-h", "help", "verify --help"]) expect(read(line)).toEqual({ name: "help" });
});

it.each([
  "start",
  "--verbose",
  "verify all",
  "compact --force",
  "rebuild",
  "rebuild a b",
  "rebuild ../plan",
  "backup",
  "backup a b",
  "restore",
])("SRV-30: “%s” is refused with a sentence", (line) => {
  expect(read(line)).toMatch(/\w.*\.$/);
});

it("SRV-30: the help has every command, and the operating page has the help's", () => {
  const page = readFileSync(resolve(import.meta.dirname, "../../../docs/operating.md"), "utf8");
  const commands = [...HELP.matchAll(/^ {2}(\w+(?: [A-Z]+)?) {2,}/gm)].map(([, command = ""]) => command);
  expect(commands).toEqual(["verify", "compact", "rebuild PLAN", "backup FILE", "restore FILE", "token"]);
  for (const command of commands) expect(page).toContain(`\`node server/main.ts ${command}`);
});

it("SRV-31: only a command that a running server can carry out is taken from the socket", () => {
  for (const line of ["verify", "compact", "rebuild abc", "backup --force /b"]) {
    expect(parseCommand(read(line))).toEqual(read(line));
  }
  const refused = [null, "verify", {}, { name: "restore", file: "/b" }, { name: "rebuild", planId: "../x" }];
  for (const value of [...refused, { name: "backup" }]) expect(parseCommand(value)).toBeUndefined();
});
