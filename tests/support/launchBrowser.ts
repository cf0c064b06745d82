import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";

import { findChromium } from "../../.tasks/chromium.mjs";

/** As playwright-core has it, because a second list takes the place of its own. */
const OFF_IN_PLAYWRIGHT = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "TcpPortRandomizationWin",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
];

/** Pages of the browser's own, for suggestions below its address field, loaded anew with each window. Nobody sees them here. */
const PAGES_OF_ITS_OWN = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"];

const FLAGS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--disable-features=${[...OFF_IN_PLAYWRIGHT, ...PAGES_OF_ITS_OWN].join(",")}`,
];

/**
 * Starts the system's Chromium. Whoever starts it closes it.
 *
 * @param more flags of its own, as for what somebody has set in it
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error("The browser tests need Chromium or Chrome. Install one, or set CHROMIUM_PATH to where it is.");
  }
  return chromium.launch({ executablePath, args: [...FLAGS, ...more] });
}
