import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";

import { newId } from "#shared/model/id.ts";

import { card, cardsOf, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { openExample, PHONE } from "../../support/examplePage.ts";
import { WAITING_VERSION } from "../../support/screens/plansScreens.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const browser = useBrowser({ serviceWorkers: "allow" });
const BUILT = fileURLToPath(new URL("../../../dist/client", import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

/** Milliseconds that a new version needs to take over: a second or more on a busy machine. */
const TAKING = 3_000;

/** What an offer is looked at on. */
const SIZES = [
  { where: "a laptop", options: { viewport: { width: 1366, height: 768 } } },
  { where: "a phone", options: PHONE },
];

const SESSION = { userId: newId(), name: "Olive Owner", deviceId: newId(), endsAt: Date.now() + 86_400_000 };

/** The built client, in a copy that a test may change, with somebody signed in. It has no plans. */
async function serveCopy(): Promise<{ readonly url: string; release(mark: string): void }> {
  const folder = temporaryFolder();
  cpSync(BUILT, folder, { recursive: true });
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const file = join(folder, path === "/" ? "index.html" : path);
    if (path.startsWith("/api/")) {
      response.setHeader("content-type", "application/json").end(JSON.stringify({ plans: [], session: SESSION }));
    } else if (existsSync(file)) {
      response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream").end(readFileSync(file));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const change = (name: string, edit: (content: string) => string): void =>
    writeFileSync(join(folder, name), edit(readFileSync(join(folder, name), "utf8")));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    release: (mark) => {
      change("index.html", (html) => html.replace("<body>", `<body data-version="${mark}">`));
      change("sw.js", (worker) =>
        worker
          .replace(/(url:"index\.html",revision:)"[^"]*"/u, `$1"${mark}"`)
          .replace("self.skipWaiting()", `setTimeout(() => self.skipWaiting(), ${TAKING})`),
      );
    },
  };
}

function version(page: Page): Promise<string | null> {
  return page.locator("body").getAttribute("data-version");
}

describe("a newer version", () => {
  it("SCR-20: is offered, and taken only by the window that asks for it", async () => {
    const { url, release } = await serveCopy();
    const page = await browser.open(url);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.reload();
    const other = await browser.openBeside(page, url);
    await other.getByRole("heading", { name: "No plan yet" }).waitFor();
    await other.getByRole("textbox").fill("Half a word");

    release("next");
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await page.getByText("There is a newer Waymark.").waitFor();
    await other.getByText("There is a newer Waymark.").waitFor();
    expect(await version(page)).toBeNull();

    await page.getByRole("button", { name: "Reload to update" }).click();
    await expect.poll(() => version(page).catch(() => null)).toBe("next");
    await page.getByRole("heading", { name: "No plan yet" }).waitFor();
    await expect.poll(() => page.getByText("There is a newer Waymark.").count()).toBe(0);
    expect(await other.getByRole("textbox").inputValue()).toBe("Half a word");
    expect(await version(other)).toBeNull();
    await other.getByRole("button", { name: "Reload to update" }).click();
    await expect.poll(() => version(other).catch(() => null)).toBe("next");
  });

  it.each(SIZES)(
    "SCR-650: on $where it lies where messages do, and stays when they leave, until it is put off",
    async ({ options }) => {
      const { page, missions } = await openExample(browser, {
        ...options,
        prepare: (fresh) => fresh.addInitScript(WAITING_VERSION),
      });
      const offer = page.locator(".toast", { hasText: "There is a newer Waymark." });
      await offer.waitFor();
      await restingBox(offer);
      const covered = await offer.evaluate((lies) => {
        const over = lies.getBoundingClientRect();
        const meets = ({ left, right, top, bottom }: DOMRect): boolean =>
          left < over.right && right > over.left && top < over.bottom && bottom > over.top;
        const kept = document.querySelectorAll(".plan-header, .board-head, .column__add, .mission-tabs");
        return [...kept].filter((part) => meets(part.getBoundingClientRect())).map(({ className }) => className);
      });
      expect(covered).toEqual([]);

      const [first] = await cardsOf(page, missions[0]);
      if (!first) throw new Error("The example plan has cards.");
      await card(page, first).getByRole("link").focus();
      await page.keyboard.press("Space");
      await page.keyboard.press("Escape");
      await offer.waitFor();
      expect(await offer.count()).toBe(1);

      await offer.getByRole("button", { name: "Later" }).focus();
      await page.keyboard.press("Enter");
      await offer.waitFor({ state: "detached" });
      await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe("card__link");
    },
  );
});
