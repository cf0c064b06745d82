import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import { temporaryFolder } from "#tests/support/temporaryFolder.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

interface Ran {
  readonly status: number | null;
  readonly output: string;
}

/** A small project of its own with our tasks in it, in which npm and vite only note that they were called. */
class Sandbox {
  readonly folder = temporaryFolder();

  constructor(locked: Readonly<Record<string, object>>, present: Readonly<Record<string, object>> | null) {
    cpSync(join(root, ".tasks"), join(this.folder, ".tasks"), { recursive: true });
    this.write("package-lock.json", JSON.stringify({ packages: locked }));
    if (present !== null) this.write("node_modules/.package-lock.json", JSON.stringify({ packages: present }));
    mkdirSync(join(this.folder, "node_modules/node/bin"), { recursive: true });
    symlinkSync(process.execPath, join(this.folder, "node_modules/node/bin/node"));
    this.tool("bin/npm", 'echo "npm $*" >> calls; cp package-lock.json node_modules/.package-lock.json');
    this.tool(
      "node_modules/.bin/vite",
      'echo "vite $*" >> calls; mkdir -p dist/client; echo page > dist/client/index.html',
    );
    this.write("client/main.tsx", "");
    this.write("shared/model.ts", "");
    this.write("vite.config.ts", "");
  }

  write(name: string, content: string): void {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }

  tool(name: string, script: string): void {
    this.write(name, `#!/bin/sh\n${script}\n`);
    chmodSync(join(this.folder, name), 0o755);
  }

  get environment(): Record<string, string> {
    return { PATH: [join(this.folder, "bin"), dirname(process.execPath), "/usr/bin", "/bin"].join(":") };
  }

  run(task: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Ran {
    const options = { cwd: this.folder, env: { ...this.environment, ...env }, encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(this.folder, ".tasks", task), ...args],
      options,
    );
    return { status, output: stdout + stderr };
  }

  calls(): readonly string[] {
    const file = join(this.folder, "calls");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  }
}

const react = { "node_modules/react": { version: "19.0.0" } };

describe("the tasks", { timeout: 180_000 }, () => {
  it.each([
    ["nothing is there", react, null, true],
    ["another version is there", react, { "node_modules/react": { version: "18.0.0" } }, true],
    ["a package is missing", { ...react, "node_modules/yjs": { version: "13.0.0" } }, react, true],
    ["all is there", { "": {}, ...react }, react, false],
    ["more is there than asked for", react, { ...react, "node_modules/x": { version: "1.0.0" } }, false],
    [
      "a package for another system is missing",
      { ...react, "node_modules/w": { version: "1.0.0", optional: true } },
      react,
      false,
    ],
  ])("SRV-22: install runs npm only where something is missing: %s", (_name, locked, present, expected) => {
    const sandbox = new Sandbox(locked, present);
    expect(sandbox.run("install.mjs").status).toBe(0);
    expect(sandbox.calls()).toEqual(expected ? ["npm install --no-save --no-audit --no-fund --loglevel=error"] : []);
  });

  it("SRV-22: a failed install says what to do", () => {
    const sandbox = new Sandbox(react, null);
    sandbox.tool("bin/npm", "exit 1");
    const { status, output } = sandbox.run("install.mjs");
    expect(status).toBe(1);
    expect(output).toContain("The packages could not be installed. Check the network");
  });

  it("SRV-22: start builds only what has changed, runs Node from node_modules, and passes signals and exit code on", async () => {
    const sandbox = new Sandbox(react, react);
    sandbox.write(
      "server/main.ts",
      'process.on("SIGTERM", () => process.exit(7)); setInterval(() => undefined, 1000); console.log(process.execPath);',
    );
    const start = async (): Promise<{ code: number | null; printed: string }> => {
      const child = spawn(process.execPath, [join(sandbox.folder, ".tasks/start.mjs")], {
        cwd: sandbox.folder,
        env: sandbox.environment,
        stdio: ["ignore", "pipe", "inherit"],
      });
      const ended = once(child, "close");
      let printed = "";
      child.stdout.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
        if (printed.includes("/node\n")) child.kill("SIGTERM");
      });
      await ended;
      return { code: child.exitCode, printed };
    };
    expect((await start()).code).toBe(7);
    expect(sandbox.calls()).toHaveLength(1);
    await start();
    expect(sandbox.calls()).toHaveLength(1);
    const later = new Date(Date.now() + 5_000);
    utimesSync(join(sandbox.folder, "shared/model.ts"), later, later);
    await start();
    expect(sandbox.calls()).toHaveLength(2);
  });

  it("SRV-22: without a browser the tests say what to do", () => {
    const sandbox = new Sandbox(react, react);
    const { status, output } = sandbox.run("test.mjs", [], { CHROMIUM_PATH: "/nowhere/chromium" });
    expect(status).toBe(1);
    expect(output).toContain("Install one, or set CHROMIUM_PATH to where it is.");
  });

  it("SRV-22: bench without a name lists what there is", () => {
    const sandbox = new Sandbox(react, react);
    sandbox.write("tests/bench/crash.ts", "");
    expect(sandbox.run("bench.mjs")).toEqual({ status: 1, output: "Say which: npm run bench -- crash\n" });
    expect(sandbox.run("bench.mjs", ["../../x"]).status).toBe(1);
  });

  it("SRV-23: a whole run fails if a suite ran no test, and counts in its last line", () => {
    const folder = temporaryFolder();
    const suite = (name: string): object => ({ test: { name, include: [`${name}.test.js`], globals: true } });
    const config = (...names: readonly string[]): void =>
      writeFileSync(
        join(folder, "vitest.config.mjs"),
        `export default ${JSON.stringify({ test: { projects: names.map(suite) } })}`,
      );
    const run = (): Ran => {
      const vitest = join(root, "node_modules/vitest/vitest.mjs");
      const reporter = `--reporter=${join(root, "tests/support/wholeRunReporter.ts")}`;
      const args = [vitest, "run", "--root", folder, reporter];
      const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
      return { status, output: stdout.trim().split("\n").slice(-2).join("\n") };
    };
    writeFileSync(join(folder, "full.test.js"), 'it("passes", () => {}); it("passes too", () => {});');
    config("full");
    expect(run()).toEqual({ status: 0, output: "tests: 2 passed, 0 failed" });
    config("full", "hollow");
    expect(run()).toEqual({ status: 1, output: "suite hollow: ran no test\ntests: 2 passed, 1 failed" });
    writeFileSync(join(folder, "hollow.test.js"), 'throw new Error("cannot even be loaded");');
    expect(run().status).toBe(1);
    writeFileSync(join(folder, "hollow.test.js"), 'it("fails", () => { throw new Error("red"); });');
    expect(run()).toEqual({ status: 1, output: "tests: 2 passed, 1 failed" });
  });
});
