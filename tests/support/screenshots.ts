import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { parseCreatedPlan } from "#shared/protocol/httpApi.ts";

import { ask } from "./ask.ts";
import { launchBrowser } from "./launchBrowser.ts";
import { startedServer } from "./serverProcess.ts";

const images = fileURLToPath(new URL("../../docs/images", import.meta.url));

/** Makes the pictures of the documents from the running product: `npm run screenshots`. */
async function takeScreenshots(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "waymark-pictures-"));
  const server = await startedServer({ DATA_DIR: dataDir });
  const browser = await launchBrowser();
  try {
    const planId = parseCreatedPlan((await ask(`${server.url}/api/plans`, { body: { template: "example" } })).json());
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      colorScheme: "light",
      locale: "en-GB",
    });
    await page.goto(`${server.url}/p/${planId}`);
    await page.locator('[data-testid="connection"][data-state="saved"]').waitFor();
    await page.locator('[data-testid^="card-"]').first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(images, "board.png") });
    process.stdout.write("docs/images/board.png\n");
  } finally {
    await browser.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

await takeScreenshots();
