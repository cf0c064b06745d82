// `npm run screenshots`: a picture of every screen and state into tests/screenshots, and the one in docs/images.
import { buildIfChanged } from "./build.mjs";
import { needChromium } from "./chromium.mjs";
import { install } from "./install.mjs";
import { become, node } from "./project.mjs";

install();
const CHROMIUM_PATH = needChromium();
buildIfChanged();
become(node, ["tests/support/screens/takeScreenshots.ts", ...process.argv.slice(2)], { CHROMIUM_PATH });
