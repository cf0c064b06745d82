import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";

import { beOwner, bring } from "./beOwner.ts";
import { launchBrowser } from "./launchBrowser.ts";

interface WindowOptions extends BrowserContextOptions {
  /** Complaints of the browser that this test provokes, such as failed connections while offline. */
  readonly expected?: RegExp;
  /** Whether somebody is signed in there already; so unless said otherwise. The cookie of a session: who that is. */
  readonly signedIn?: boolean | { readonly cookie: string };
  /** Blocked unless said otherwise: it fetches all of the page's files once more, for each window. */
  readonly serviceWorkers?: "allow" | "block";
  /** What has to be so before the page is loaded. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

interface UsualOptions extends Pick<WindowOptions, "serviceWorkers"> {
  /** How large type is that somebody has set in the browser, in CSS pixels; 16 unless said otherwise. */
  readonly fontSize?: number;
}

export interface TestBrowser {
  /** A new window, of the server's owner unless nobody is signed in there, with storage and cookies of its own. Closed when the test has finished, which fails on complaints. */
  open(url: string, options?: WindowOptions): Promise<Page>;
  /** A second window that shares storage and cookies with `page`. */
  openBeside(page: Page, url: string): Promise<Page>;
}

/** Milliseconds that a page may take for one step: many times what it takes where nothing else runs. */
const PATIENCE = 90_000;

/** Milliseconds after which a message, the line after a check-in, and the sign of a colleague's one leave by themselves. */
const STAYING = [8_000, 6_000];

/** What leaves by itself stays: on a slow machine a test comes to it later than a person would, and none waits for that. */
function stayLonger(waits: readonly number[]): void {
  const start = window.setTimeout.bind(window);
  const late = (act: () => void, wait = 0, ...rest: readonly unknown[]): number =>
    start(act, waits.includes(wait) ? 1_000 * wait : wait, ...rest);
  Object.assign(window, { setTimeout: late });
}

/**
 * One Chromium for all tests of a file. To be called at the top of the file or of a `describe`.
 *
 * @param usual what holds for each of its windows that is not opened otherwise
 */
export function useBrowser(usual: UsualOptions = {}): TestBrowser {
  let browser: Browser | null = null;
  beforeAll(async () => {
    browser = await launchBrowser(
      usual.fontSize === undefined ? [] : [`--blink-settings=defaultFontSize=${usual.fontSize}`],
    );
  });
  afterAll(async () => browser?.close());
  return {
    open: async (
      url,
      { expected, prepare, signedIn = true, serviceWorkers = usual.serviceWorkers ?? "block", ...options } = {},
    ) => {
      if (browser === null) throw new Error("The browser is started before the tests, not while they are collected.");
      const context = await browser.newContext({ serviceWorkers, ...options });
      context.setDefaultTimeout(PATIENCE);
      await context.addInitScript(stayLonger, STAYING);
      if (typeof signedIn === "object") await bring(context, url, signedIn.cookie);
      else if (signedIn) await beOwner(context, url);
      const complaints = collectComplaints(context);
      onTestFinished(async () => {
        await context.close();
        expect(complaints.filter((complaint) => !expected?.test(complaint))).toEqual([]);
      });
      return openIn(context, url, prepare);
    },
    openBeside: (page, url) => openIn(page.context(), url),
  };
}

async function openIn(context: BrowserContext, url: string, prepare?: WindowOptions["prepare"]): Promise<Page> {
  const page = await context.newPage();
  await prepare?.(page);
  await page.goto(url);
  return page;
}

/** Errors on the console (what the content policy refuses is one), and errors that nobody caught. */
function collectComplaints(context: BrowserContext): readonly string[] {
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(String(error.error())));
  return complaints;
}
