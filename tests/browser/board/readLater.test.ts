import { deflateSync, inflateSync } from "node:zlib";

import * as decoding from "lib0/decoding";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { MissionId, ObjectiveId } from "#shared/model/id.ts";
import { encodeWhole, messageTypes, readWhole } from "#shared/protocol/messages.ts";
import type { Whole } from "#shared/protocol/messages.ts";

import { card, cardsOf, connectionIs, isOnDevice, missionsOf } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

interface Still {
  readonly page: Page;
  readonly url: string;
  readonly mission: MissionId;
  readonly cards: readonly ObjectiveId[];
}

/** A plan on a page whose time stands still: what is put off until the board is drawn is never done. */
async function openStill(
  size: Parameters<typeof planFileOf>[0],
  prepare: (page: Page) => Promise<void> = async () => undefined,
): Promise<Still> {
  const server = await startServer();
  const url = `${server.url}/p/${await server.createPlan(planFileOf(size))}`;
  const page = await openPage(url, prepare);
  const [mission] = await missionsOf(page);
  return { page, url, mission: mission!, cards: await cardsOf(page, mission!) };
}

async function openPage(url: string, prepare: (page: Page) => Promise<void>): Promise<Page> {
  const page = await browser.open(url, {
    viewport: { width: 1920, height: 1080 },
    prepare: async (opened) => {
      await opened.clock.install();
      await opened.clock.pauseAt(Date.now() + 1_000);
      await opened.addInitScript("window.waymarkRenders = { shells: 0, bodies: 0 }");
      await prepare(opened);
    },
  });
  await connectionIs(page, "saved");
  return page;
}

const WHOLE = "A large plan";
const PRESENT = "As a board shows it";
/** Milliseconds. */
const SOON = 200;

/**
 * What the server says that a board shows has another title: one sees whether that is shown or the plan.
 *
 * @param arrival what is waited for before the plan arrives
 */
async function tellApart(page: Page, arrival: Promise<void> = Promise.resolve()): Promise<void> {
  await page.routeWebSocket(/\/sync\//u, (socket) => {
    const server = socket.connectToServer();
    server.onMessage(async (message) => {
      const bytes = Buffer.from(message);
      if (bytes[0] !== messageTypes.compressed) return socket.send(message);
      await arrival;
      socket.send(compressed(renamed(wholeIn(bytes))));
    });
  });
}

function wholeIn(message: Buffer): Whole {
  const decoder = decoding.createDecoder(inflateSync(message.subarray(1)));
  decoding.readVarUint(decoder);
  return readWhole(decoder);
}

function compressed(whole: Whole): Buffer {
  return Buffer.concat([Buffer.of(messageTypes.compressed), deflateSync(encodeWhole(whole))]);
}

function renamed({ present, update }: Whole): Whole {
  return { present: Buffer.from(Buffer.from(present).toString().replace(WHOLE, PRESENT)), update };
}

function heading(page: Page, title: string): Promise<void> {
  return page.getByRole("heading", { level: 1, name: title }).waitFor();
}

describe("a plan that is read once the board is drawn", () => {
  it("SCR-750: the board is drawn from what it shows, and the plan is read then", async () => {
    const { page, cards } = await openStill({ missions: 2, objectives: 4, checkIns: 3 }, tellApart);
    await heading(page, PRESENT);
    expect(cards).toHaveLength(2);
    expect(await card(page, cards[0]!).innerText()).toContain("What was said in week 3");
    await page.clock.resume();
    await heading(page, WHOLE);
  });

  it("SCR-750: also where the plan comes long after the page: it is read once the board is drawn, or before another page", async () => {
    const server = await startServer();
    const url = `${server.url}/p/${await server.createPlan(planFileOf({ missions: 1, objectives: 1, checkIns: 3 }))}`;
    for (const path of [url, `${url}/my-updates`].map((address) => new URL(address).pathname)) {
      const { promise: arrival, resolve: arrive } = Promise.withResolvers<void>();
      const page = await browser.open(url, {
        prepare: async (opened) => {
          await opened.clock.install();
          await opened.clock.pauseAt(Date.now() + 1_000);
          await tellApart(opened, arrival);
        },
      });
      await page.getByTestId("connection").waitFor({ state: "attached" });
      await page.evaluate((to) => {
        history.pushState(null, "", to);
        dispatchEvent(new PopStateEvent("popstate"));
      }, path);
      // So much time as the drawing of a page takes, and less than that in which the plan is read in any case.
      await page.clock.runFor(SOON);
      arrive();
      await connectionIs(page, "saved");
      await page.clock.runFor(path.endsWith("my-updates") ? 0 : SOON);
      await heading(page, WHOLE);
    }
  });

  it("SCR-750: what has a history, or is about the plan, is drawn from the plan", async () => {
    const { url, cards } = await openStill({ missions: 1, objectives: 1, checkIns: 3 });
    for (const path of [`/o/${cards[0]!}`, "/my-updates", "/activity", "/people", "/settings"]) {
      await heading(await openPage(`${url}${path}`, tellApart), WHOLE);
    }
  });

  it("SCR-750: it is read before a sheet that is opened from the board is drawn", async () => {
    const { page, cards } = await openStill({ missions: 2, objectives: 4, checkIns: 3 }, tellApart);
    await card(page, cards[0]!).getByRole("link").first().click();
    await heading(page, WHOLE);
    await page.clock.resume();
    const sheet = page.getByRole("dialog");
    for (const week of [1, 2, 3]) await sheet.getByText(`What was said in week ${week}.`).first().waitFor();
  });

  it("SCR-750: it is read at once where something is done in it", async () => {
    const { page, url, mission, cards } = await openStill({ missions: 2, objectives: 4 });
    const colleague = await browser.open(url);
    await connectionIs(colleague, "saved");
    await card(page, cards[0]!).getByRole("link").first().focus();
    for (const key of ["Space", "ArrowDown", "Space"]) await page.keyboard.press(key);
    await expect.poll(() => cardsOf(colleague, mission)).toEqual(cards.toReversed());
  });

  it("SCR-750: and where somebody else does", async () => {
    const { page, url, cards } = await openStill({ missions: 2, objectives: 4 });
    const objectiveId = cards[0]!;
    const colleague = await browser.open(`${url}/o/${objectiveId}`);
    const title = colleague.getByRole("textbox", { name: "Title" });
    await title.waitFor();
    await connectionIs(colleague, "saved");
    await title.press("End");
    await colleague.keyboard.insertText("!");
    await card(page, objectiveId).getByText("!").waitFor();
  });

  it("PRO-138: what cannot be unpacked ends its connection, and the plan comes by the next one", async () => {
    const server = await startServer();
    let spoilt = 0;
    const page = await browser.open(`${server.url}/p/${await server.createPlan({ template: "example" })}`, {
      prepare: (opened) =>
        opened.routeWebSocket(/\/sync\//u, (socket) => {
          const toServer = socket.connectToServer();
          toServer.onMessage((message) => {
            const isCompressed = Buffer.from(message)[0] === messageTypes.compressed;
            if (isCompressed) spoilt += 1;
            socket.send(isCompressed ? Buffer.of(messageTypes.compressed, 1, 2, 3) : message);
          });
        }),
    });
    await connectionIs(page, "saved");
    expect(await missionsOf(page)).toHaveLength(5);
    expect(spoilt).toBe(1);
  });

  it("SCR-751: nothing is drawn anew when it is read", async () => {
    const { page } = await openStill({ missions: 5, objectives: 300, checkIns: 3 });
    await page.evaluate("Object.assign(waymarkRenders, { shells: 0, bodies: 0 })");
    await page.clock.resume();
    await isOnDevice(page);
    expect(await page.evaluate("waymarkRenders")).toEqual({ shells: 0, bodies: 0 });
  });
});
