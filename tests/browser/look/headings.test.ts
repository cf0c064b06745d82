import { expect, it } from "vitest";

import { useBrowser } from "../../support/browser.ts";
import { openExample } from "../../support/examplePage.ts";

const browser = useBrowser();

it("SCR-824: screen readers are told a mission, and the plan, by its title alone, also while that is written", async () => {
  const { page } = await openExample(browser);
  const title = "Data at the heart of everything";
  const region = page.getByRole("region", { name: title, exact: true });
  const heading = page.getByRole("heading", { name: title, exact: true });
  expect([await region.count(), await heading.count()]).toEqual([1, 1]);
  expect(await page.getByRole("heading", { name: "ICT work plan, autumn 2019", exact: true }).count()).toBe(1);
  await page.getByRole("button", { name: `${title} – mission title: edit` }).click();
  await page.getByRole("textbox", { name: "mission title" }).waitFor();
  expect([await region.count(), await heading.count()]).toEqual([1, 1]);
});
