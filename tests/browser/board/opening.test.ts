import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { messageTypes } from "#shared/protocol/messages.ts";

import { bring } from "../../support/beOwner.ts";
import { connectionIs, isOnDevice, missionsOf } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { holdScripts, SCREENS } from "../../support/holdScripts.ts";
import { cookieOfNewcomer } from "../../support/signedIn.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();
const STEP1 = 0;
const STEP2 = 1;
/** Milliseconds for which the scripts are kept back after the plan has come. */
const LATE = 3_000;
/** Milliseconds in which a page that has nothing to do does what waits for that. */
const IDLE = 1_000;

type Head = readonly [type: number | undefined, step: number | undefined];

/** The connections of a page, and how each message that went over them began. */
class Wire {
  readonly urls: string[] = [];
  readonly sent: Head[] = [];
  readonly received: Head[] = [];

  follow(page: Page): void {
    page.on("websocket", (socket) => {
      this.urls.push(socket.url());
      socket.on("framesent", ({ payload }) => this.sent.push(headOf(payload)));
      socket.on("framereceived", ({ payload }) => this.received.push(headOf(payload)));
    });
  }
}

function headOf(payload: string | Buffer): Head {
  const bytes = Buffer.from(payload);
  return [bytes[0], bytes[1]];
}

function count(messages: readonly Head[], type: number, step: number): number {
  return messages.filter(([first, second]) => first === type && second === step).length;
}

/** What can open a plan, and what can show one. */
const ALL_SCRIPTS = /\/assets\/(plan|libraries|index)-.*\.js$/u;

/** Runs in the page before anything else: whether what came compressed is unpacked, and whether a picture of waiting was drawn. */
function noteWaiting(): void {
  const { arrayBuffer } = Response.prototype;
  const noted = Object.assign(window, { waymarkUnpacked: false, waymarkWaited: false });
  Response.prototype.arrayBuffer = async function unpack() {
    const bytes = await arrayBuffer.call(this);
    noted.waymarkUnpacked = true;
    return bytes;
  };
  new MutationObserver(() => {
    if (document.querySelector(".board--skeleton")) noted.waymarkWaited = true;
  }).observe(document, { subtree: true, childList: true });
}

describe("opening a plan", () => {
  it("SCR-620: one that this device keeps nothing of is here before the scripts that show it, over one connection, and once", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const wire = new Wire();
    const { urls, sent, received } = wire;
    const opening = Date.now();
    let heard = Number.POSITIVE_INFINITY;
    const page = await browser.open(`${server.url}/p/${planId}`, {
      serviceWorkers: "allow",
      prepare: async (opened) => {
        wire.follow(opened);
        await holdScripts(opened, ALL_SCRIPTS, async () => {
          await expect.poll(() => received.filter(([type]) => type === messageTypes.compressed)).toHaveLength(1);
          heard = Math.min(heard, Date.now());
          await new Promise((resolve) => setTimeout(resolve, LATE));
        });
      },
    });
    await connectionIs(page, "saved");
    expect(urls).toEqual([expect.stringMatching(/^[^?]*\?schema=\d+&clientId=\d+&all=3$/u)]);
    expect(count(sent, messageTypes.sync, STEP1)).toBe(0);
    expect(received.filter(([type]) => type === messageTypes.compressed)).toHaveLength(1);
    expect(count(received, messageTypes.sync, STEP2)).toBe(0);

    // It is a connection like any other: what is written goes over it.
    const [mission] = await missionsOf(page);
    const colleague = await browser.open(`${server.url}/p/${planId}`);
    await connectionIs(colleague, "saved");
    await page
      .getByTestId(`mission-${mission!}`)
      .getByRole("button", { name: /add objective/i })
      .click();
    await page.keyboard.type("Written at once");
    const before = Date.now();
    await page.keyboard.press("Enter");
    await colleague.getByText("Written at once").waitFor();
    await connectionIs(page, "saved");
    expect(urls).toHaveLength(1);
    // The server's time was heard long before it was of use: it had been under way for no longer than all until then.
    const objectives = [...((await server.rooms.read(planId))?.records.objectives.values() ?? [])];
    const written = objectives.find(({ title }) => title === "Written at once");
    expect(written?.created.at).toBeGreaterThanOrEqual(before - (heard - opening));

    // From now on there is a copy of which the server must be told first.
    await page.unrouteAll();
    urls.length = 0;
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await isOnDevice(page);
    await page.reload();
    await connectionIs(page, "saved");
    expect(urls).toEqual([expect.stringContaining("epoch=")]);

    // A browser that has no storage any more opens it all the same.
    await page.addInitScript("Object.defineProperty(window, 'indexedDB', { value: undefined })");
    await page.reload();
    await connectionIs(page, "saved");
  });

  it("SCR-621: what was begun before anybody was signed in is begun anew once somebody is", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const wire = new Wire();
    const url = `${server.url}/p/${planId}`;
    const page = await browser.open(url, { signedIn: false, prepare: async (opened) => wire.follow(opened) });
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expect.poll(() => wire.urls.length).toBe(1);
    await bring(page.context(), url, (await cookieOfNewcomer(url))!);
    await page.evaluate(() => new BroadcastChannel("waymark-door").postMessage("changed"));
    await connectionIs(page, "saved");
    expect(await missionsOf(page)).not.toEqual([]);
    expect(wire.urls).toHaveLength(2);
  });

  it("SCR-735: it is opened while the scripts of the screens are on their way, also from this device, and shown then", async () => {
    const server = await startServer();
    const url = `${server.url}/p/${await server.createPlan({ template: "example" })}`;
    const wire = new Wire();
    const marks = (): number => wire.sent.filter(([type]) => type === messageTypes.mark).length;
    const isOpen = async (): Promise<void> => expect.poll(marks).toBeGreaterThan(0);
    let held = 0;
    const kept: number[] = [];
    const page = await browser.open(url, {
      prepare: async (opened) => {
        wire.follow(opened);
        await holdScripts(opened, SCREENS, async () => {
          await isOpen();
          held += 1;
          await new Promise((resolve) => setTimeout(resolve, IDLE));
          kept.push(
            await opened.evaluate(async () => {
              const stores = await indexedDB.databases();
              return stores.filter(({ name = "" }) => /^waymark(?:\/[^/]+){4}$/u.test(name)).length;
            }),
          );
        });
      },
    });
    await connectionIs(page, "saved");
    // That it is kept here comes after the first picture, idle as the page was before.
    expect(kept).toEqual([0, 0]);
    expect(await missionsOf(page)).toHaveLength(5);
    expect(wire.urls).toHaveLength(1);

    await isOnDevice(page);
    wire.sent.length = 0;
    await page.reload();
    await connectionIs(page, "saved");
    expect(await missionsOf(page)).toHaveLength(5);
    expect(wire.urls.at(-1)).toContain("epoch=");
    expect(held).toBe(4);
  });

  it("SCR-840: where the plan has come before the scripts the board is drawn first, and no picture of waiting", async () => {
    const server = await startServer();
    const page = await browser.open(`${server.url}/p/${await server.createPlan({ template: "example" })}`, {
      prepare: async (opened) => {
        await opened.addInitScript(noteWaiting);
        await holdScripts(opened, ALL_SCRIPTS, async () =>
          expect.poll(() => opened.evaluate("waymarkUnpacked")).toBe(true),
        );
      },
    });
    await connectionIs(page, "saved");
    expect(await missionsOf(page)).toHaveLength(5);
    expect(await page.evaluate("waymarkWaited")).toBe(false);
  });
});
