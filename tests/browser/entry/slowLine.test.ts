import { expect, it } from "vitest";

import { card, cardsOf } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { openExample } from "../../support/examplePage.ts";
import { holdScripts, SCREENS } from "../../support/holdScripts.ts";

const browser = useBrowser();
const PARTS = [
  ["a sheet", /\/assets\/ObjectivePanel-.*\.js$/u],
  ["a page", /\/assets\/PlanPage-.*\.js$/u],
] as const;

it("SCR-917: a page whose scripts are long on their way says so, until there is a screen", async () => {
  const { page, url } = await openExample(browser);
  const { promise: asked, resolve: come } = Promise.withResolvers<void>();
  const slow = await browser.openBeside(page, "about:blank");
  await holdScripts(slow, SCREENS, () => asked);
  await slow.goto(url, { waitUntil: "commit" });
  const opening = slow.getByText("Opening Waymark…");
  await opening.waitFor();
  come();
  await opening.waitFor({ state: "detached" });
  await slow.getByTestId("board").waitFor();
});

it.each(PARTS)(
  "SCR-918: %s that is long on its way is said to be opening, and nothing moves",
  async (what, scripts) => {
    const { promise: asked, resolve: come } = Promise.withResolvers<void>();
    const { page, missions } = await openExample(browser, {
      prepare: (opened) => holdScripts(opened, scripts, () => asked),
    });
    const [top] = await cardsOf(page, missions[0]);
    const sheet = what === "a sheet";
    const before = await card(page, top!).boundingBox();
    if (sheet) await card(page, top!).getByRole("link").click();
    else await page.getByRole("link", { name: "Share", exact: true }).click();
    const opening = page.getByRole("status").getByText("Opening…");
    await opening.waitFor();
    if (sheet) expect(await card(page, top!).boundingBox()).toEqual(before);
    come();
    await (sheet ? page.getByRole("dialog") : page.getByRole("heading", { name: "People" })).first().waitFor();
    await opening.waitFor({ state: "detached" });
  },
);
