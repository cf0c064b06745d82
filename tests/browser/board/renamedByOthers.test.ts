import { expect, it } from "vitest";

import { card, cardsOf, holdOver } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { openColleague, openExample, PHONE } from "../../support/examplePage.ts";

const browser = useBrowser();

/** Two windows of one plan, the second with the sheet of the first one's first card. */
async function openBoth(options: Parameters<typeof openExample>[1] = {}) {
  const { page, url, missions } = await openExample(browser, options);
  const [held] = await cardsOf(page, missions[0]);
  const [aimed] = await cardsOf(page, missions[1]);
  if (!held || !aimed) throw new Error("The example plan has cards.");
  const colleague = await openColleague(browser, `${url}/o/${held}`);
  const theirs = colleague.getByRole("textbox", { name: "Title", exact: true });
  const link = card(page, held).getByRole("link");
  return { page, held, aimed, link, missions, rename: (title: string) => theirs.fill(title), url };
}

it("SCR-887: the menu of a card, what is in the hand, and the bar of what keys hold have the name that others give it", async () => {
  const { page, held, aimed, link, rename } = await openBoth();
  await page.locator(`#handle-${held}`).click();
  const menu = page.getByRole("menu").first();
  await menu.waitFor();
  await rename("Called one");
  await page.getByRole("menu", { name: "“Called one”" }).waitFor();
  await page.keyboard.press("Escape");

  await link.focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.locator(".landing__title").waitFor();
  await rename("Called two");
  await expect.poll(() => page.locator(".landing__title").innerText()).toBe("Called two");
  await expect.poll(() => page.locator(".board-bar__what").innerText()).toContain("Called two");
  await page.keyboard.press("Escape");

  await holdOver(page, held, aimed);
  await page.locator(".in-hand").waitFor();
  await rename("Called three");
  await expect.poll(() => page.locator(".in-hand").innerText()).toContain("Called three");
  await page.mouse.up();
});

it("SCR-887: so has a mission in the hand", async () => {
  const { page, missions, url } = await openBoth();
  const colleague = await openColleague(browser, url);
  const [first] = missions;
  const grip = page.getByTestId(`mission-${first}`).locator(".column__grip");
  const box = await grip.boundingBox();
  if (!box) throw new Error("A mission has a grip.");
  await page.mouse.move(box.x + 5, box.y + 15);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 20, { steps: 5 });
  await page.locator(".in-hand").waitFor();
  await colleague
    .getByTestId(`mission-${first}`)
    .getByRole("button", { name: /mission title: edit/u })
    .click();
  await colleague.getByTestId(`mission-${first}`).getByRole("textbox").fill("Another name");
  await expect.poll(() => page.getByTestId(`mission-${first}`).locator("h2").innerText()).toContain("Another name");
  await expect.poll(() => page.locator(".in-hand").innerText()).toBe("Another name");
  await page.mouse.up();
});

it("SCR-887: so has an open sheet on a phone, and the page's own title", async () => {
  const { page, link, rename } = await openBoth(PHONE);
  await link.tap();
  const title = page.getByRole("textbox", { name: "Title", exact: true });
  await title.waitFor();
  await rename("Called four");
  await expect.poll(() => title.inputValue()).toBe("Called four");
  await page.getByRole("dialog", { name: "Objective: Called four" }).waitFor();
  await expect.poll(() => page.title()).toContain("Called four");
});
