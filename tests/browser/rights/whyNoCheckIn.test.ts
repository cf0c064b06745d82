import { expect, it } from "vitest";

import { connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { beAs, openExample } from "../../support/examplePage.ts";
import { connectAs } from "../../support/screens/connectAs.ts";

const browser = useBrowser();

it("SCR-927: who may check in, on a page that is out of date, is told that it can not save, and nothing of a role", async () => {
  const { page, url } = await openExample(browser);
  await beAs(page, "Director of ICT");
  await connectAs(page, { schema: "999" });
  await page.goto(`${url}/my-updates`);
  await connectionIs(page, "outdated");
  await page.getByText("This page can not save just now. Do what the notice at the top says.").waitFor();
  expect(await page.getByText(/Your role/u).count()).toBe(0);
});
