import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Browser } from "playwright-core";

import { beOwner } from "../beOwner.ts";
import { launchBrowser } from "../launchBrowser.ts";
import { startedServer } from "../serverProcess.ts";
import { SCREENS } from "./screens.ts";
import { SIZES } from "./sizes.ts";
import type { Stage } from "./stage.ts";

const shots = fileURLToPath(new URL("../../screenshots", import.meta.url));
const picture = fileURLToPath(new URL("../../../docs/images/board.png", import.meta.url));
const THEMES = ["light", "dark"] as const;
/** Pages at a time: a picture waits more than it works. */
const HANDS = 3;

interface Shot {
  readonly name: string;
  readonly file: string;
  readonly take: (browser: Browser, url: string) => Promise<void>;
}

/**
 * Makes a picture of every screen and state, at each size and in both themes, and the README's: `npm run screenshots`.
 * Words after it choose: `npm run screenshots -- phone dark objective`.
 */
async function takeScreenshots(words: readonly string[]): Promise<void> {
  const chosen = everyShot().filter(({ name }) => words.every((word) => name.split(" ").includes(word)));
  const dataDir = mkdtempSync(join(tmpdir(), "waymark-pictures-"));
  const server = await startedServer({ DATA_DIR: dataDir });
  const browser = await launchBrowser();
  const failures: string[] = [];
  const waiting = chosen.values();
  const work = async (): Promise<void> => {
    for (const { name, file, take } of waiting) {
      await take(browser, server.url).then(
        () => process.stdout.write(`${file}\n`),
        (error: unknown) => void failures.push(`${name}: ${String(error)}`),
      );
    }
  };
  try {
    await Promise.all(Array.from({ length: HANDS }, work));
  } finally {
    await browser.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  process.stdout.write(`${chosen.length - failures.length} pictures, ${failures.length} failed\n`);
  for (const failure of failures) process.stdout.write(`${failure}\n`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

function everyShot(): readonly Shot[] {
  const all = Object.keys(SCREENS).flatMap((screen) =>
    Object.keys(SIZES).flatMap((size) =>
      THEMES.map((theme) => shot(screen, size, theme, join(shots, `${size}-${theme}`, `${screen}.png`))),
    ),
  );
  return [{ ...shot("board", "laptop", "light", picture), name: "picture" }, ...all];
}

function shot(screen: string, size: string, theme: (typeof THEMES)[number], file: string): Shot {
  const take = async (browser: Browser, url: string): Promise<void> => {
    const context = await browser.newContext({
      ...Object.entries(SIZES).find(([name]) => name === size)?.[1],
      colorScheme: theme,
      locale: "en-GB",
      serviceWorkers: "block",
    });
    await beOwner(context, url);
    const stage: Stage = { page: await context.newPage(), url, ends: [] };
    try {
      await SCREENS[screen]?.(stage);
      await stage.page.evaluate("document.fonts.ready");
      await stage.page.waitForFunction(() => [...document.images].every((image) => image.complete));
      // The pointer rests elsewhere, unless it holds what is to be seen.
      if ((await stage.page.locator(".board--dragging").count()) === 0) await stage.page.mouse.move(0, 0);
      mkdirSync(join(file, ".."), { recursive: true });
      await stage.page.screenshot({ path: file, animations: "disabled" });
    } finally {
      for (const end of stage.ends) end();
      await context.close();
    }
  };
  return { name: `${screen} ${size} ${theme}`, file, take };
}

await takeScreenshots(process.argv.slice(2));
