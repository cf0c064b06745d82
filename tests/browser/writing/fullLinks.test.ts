import { expect, it } from "vitest";

import { newId } from "#shared/model/id.ts";
import { limits } from "#shared/model/limits.ts";

import { connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

it("SCR-743: after the last link that an objective takes focus is on the words that say so, below it", async () => {
  const file = planFileOf({ missions: 1, objectives: 1 });
  const links = Array.from({ length: limits.linksPerObjective - 1 }, (_, nth) => ({
    id: newId(),
    url: `https://example.org/${nth}`,
    title: `Page ${nth}`,
    at: nth,
  }));
  const server = await startServer();
  const objectives = file.objectives.map((objective) => ({ ...objective, links }));
  const page = await browser.open(`${server.url}/p/${await server.createPlan({ ...file, objectives })}`);
  await connectionIs(page, "saved");
  await page.locator(".card__link").first().press("Enter");
  const sheet = page.getByRole("dialog", { name: /^Objective:/u });
  const door = sheet.getByRole("button", { name: "Add a link" });
  const full = sheet.getByText("An objective takes up to 20 links. Remove one to add another.");
  await door.waitFor();
  expect(await full.count()).toBe(0);
  await door.press("Enter");
  await page.keyboard.type("example.org/last");
  await page.keyboard.press("Enter");
  await expect.poll(() => hasFocus(full)).toBe(true);
  expect(await door.count()).toBe(0);
  const added = await sheet.getByRole("link", { name: /^https:\/\/example\.org\/last/u }).boundingBox();
  expect((await full.boundingBox())?.y).toBeGreaterThan(added?.y ?? Infinity);
  // The way on: what was just added is before it, and removing makes room again, from where focus does not jump.
  await page.keyboard.press("Shift+Tab");
  await expect.poll(() => hasFocus(sheet.getByRole("button", { name: /^Remove the link .*\/last/u }))).toBe(true);
  await page.keyboard.press("Enter");
  await expect.poll(() => hasFocus(sheet.getByRole("button", { name: "Remove the link Page 18" }))).toBe(true);
  await door.waitFor();
  expect(await full.count()).toBe(0);
});
