// `npm test`: every suite. `npm test -- PATH` runs only what matches, as `vitest run PATH` does.
import { join } from "node:path";

import { buildIfChanged } from "./build.mjs";
import { needChromium } from "./chromium.mjs";
import { install } from "./install.mjs";
import { must, root } from "./project.mjs";

install();
const CHROMIUM_PATH = needChromium();
buildIfChanged();
const filters = process.argv.slice(2);
// A filtered run may leave suites out; the whole one may not.
const reporters = filters.length > 0 ? [] : ["--reporter=default", "--reporter=./tests/support/wholeRunReporter.ts"];
// Nearly every test starts a server, with threads that read some fifty files of the product. What Node has made of those
// once it does not make anew: it halves the work of a start.
const NODE_COMPILE_CACHE = join(root, "node_modules", ".cache", "compiled");
must("vitest", ["run", ...reporters, ...filters], { CHROMIUM_PATH, NODE_COMPILE_CACHE });
