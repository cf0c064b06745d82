// `npm test`: every suite. `npm test -- PATH` runs only what matches, as `vitest run PATH` does.
import { buildIfChanged } from "./build.mjs";
import { needChromium } from "./chromium.mjs";
import { install } from "./install.mjs";
import { must } from "./project.mjs";

install();
const CHROMIUM_PATH = needChromium();
buildIfChanged();
const filters = process.argv.slice(2);
// A filtered run may leave suites out; the whole one may not.
const reporters = filters.length > 0 ? [] : ["--reporter=default", "--reporter=./tests/support/wholeRunReporter.ts"];
must("vitest", ["run", ...reporters, ...filters], { CHROMIUM_PATH });
