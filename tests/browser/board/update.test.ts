import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Page } from "playwright-core";
import { describe, expect, it, onTestFinished } from "vitest";

import { newId } from "#shared/model/id.ts";

import { useBrowser } from "../../support/browser.ts";
import { temporaryFolder } from "../../support/temporaryFolder.ts";

const browser = useBrowser();
const BUILT = fileURLToPath(new URL("../../../dist/client", import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

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
      change("sw.js", (worker) => worker.replace(/(url:"index\.html",revision:)"[^"]*"/u, `$1"${mark}"`));
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
    expect(await page.getByText("There is a newer Waymark.").count()).toBe(0);
    expect(await other.getByRole("textbox").inputValue()).toBe("Half a word");
    expect(await version(other)).toBeNull();
    await other.getByRole("button", { name: "Reload to update" }).click();
    await expect.poll(() => version(other).catch(() => null)).toBe("next");
  });
});
