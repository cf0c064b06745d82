import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

import { findChromium } from "../../.tasks/chromium.mjs";

const FLAGS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the system's Chromium. Whoever starts it closes it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error("The browser tests need Chromium or Chrome. Install one, or set CHROMIUM_PATH to where it is.");
  }
  return chromium.launch({ executablePath, args: FLAGS });
}
