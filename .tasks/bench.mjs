// `npm run bench -- NAME …`: runs tests/bench/NAME.ts with the rest of the arguments.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { buildIfChanged } from "./build.mjs";
import { install } from "./install.mjs";
import { become, node, root } from "./project.mjs";

const [name = "", ...args] = process.argv.slice(2);
const folder = join(root, "tests", "bench");
const file = join(folder, `${name}.ts`);
if (!/^[A-Za-z]+$/.test(name) || !existsSync(file)) {
  const names = existsSync(folder) ? readdirSync(folder).filter((entry) => entry.endsWith(".ts")) : [];
  console.error(`Say which: ${names.map((entry) => `npm run bench -- ${entry.slice(0, -3)}`).join(", ")}`);
  process.exit(1);
}
install();
buildIfChanged();
become(node, [file, ...args]);
