// `npm run screenshots`: makes the pictures in docs/images from the running product.
import { buildIfChanged } from "./build.mjs";
import { needChromium } from "./chromium.mjs";
import { install } from "./install.mjs";
import { become, node } from "./project.mjs";

install();
const CHROMIUM_PATH = needChromium();
buildIfChanged();
become(node, ["tests/support/screenshots.ts"], { CHROMIUM_PATH });
