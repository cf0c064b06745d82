// The gates that need no running product, one line each. `npm run check` adds the unit tests.
import { install } from "./install.mjs";
import { run } from "./project.mjs";

const gates = [
  ["format", "oxfmt", ["--check"]],
  ["lint", "oxlint", []],
  ["types", "tsc", ["-b", "shared", "server", "client", "tests"]],
  ["dead code", "knip", []],
];

install();
let failed = 0;
for (const [name, command, args] of gates) {
  const passed = run(command, args) === 0;
  if (!passed) failed += 1;
  console.log(`${name}: ${passed ? "passed" : "FAILED"}`);
}
console.log(`gates: ${gates.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
