import { expect, it } from "vitest";

import { connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

it("SCR-961: what asks which of the plan's people one is has one name, on its button and on everything that asks", async () => {
  const server = await startServer();
  const planId = await server.createPlan({ template: "example" });
  const page = await browser.open(`${server.url}/p/${planId}`);
  await connectionIs(page, "saved");
  await page.getByRole("button", { name: "Who are you?" }).click();
  const dialog = page.getByRole("dialog", { name: "Who are you?", exact: true });
  await dialog.getByText(/^Choose yourself among the people of this plan\./u).waitFor();
  await page.keyboard.press("Escape");
  await page.goto(`${server.url}/p/${planId}/my-updates`);
  await page.getByRole("heading", { name: "Who are you?" }).waitFor();
  await page.goto(`${server.url}/p/${planId}/people`);
  const mine = page.getByRole("listitem").filter({ has: page.getByText("you", { exact: true }) });
  await mine.getByRole("button", { name: /^More about/u }).click();
  await page.getByRole("menuitem", { name: "Say who you are…" }).click();
  await dialog.waitFor();
  expect(await page.getByRole("dialog").count()).toBe(1);
});
