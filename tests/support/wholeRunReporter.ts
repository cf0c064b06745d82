import type { Reporter, TestModule, Vitest } from "vitest/node";

/**
 * Ends a run of all suites: prints one line with the counts, and fails a run in which a suite of vite.config.ts ran no
 * test at all, which would otherwise look like a green one.
 */
class WholeRunReporter implements Reporter {
  #suites: readonly string[] = [];

  onInit(vitest: Vitest): void {
    this.#suites = vitest.projects.map((project) => project.name);
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const ran = new Set<string>();
    let passed = 0;
    let failed = 0;
    for (const module of modules) {
      if (module.state() === "failed" && module.children.size === 0) failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed += 1;
        if (state === "failed") failed += 1;
        if (state === "passed" || state === "failed") ran.add(module.project.name);
      }
    }
    for (const suite of this.#suites.filter((name) => !ran.has(name))) {
      failed += 1;
      process.stdout.write(`suite ${suite}: ran no test\n`);
    }
    if (failed > 0) process.exitCode = 1;
    process.stdout.write(`tests: ${passed} passed, ${failed} failed\n`);
  }
}

// vitest loads a reporter given by path as a default export.
// oxlint-disable-next-line import/no-default-export
export default WholeRunReporter;
