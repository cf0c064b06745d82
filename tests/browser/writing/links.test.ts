import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";

import { newId } from "#shared/model/id.ts";

import { connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hasFocus } from "../../support/checkInPage.ts";
import { openExample } from "../../support/examplePage.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

const NO_ADDRESS = "That is no web or mail address. Paste one like https://example.org or name@example.org.";
const TOO_LONG = "That address is over 2,000 characters. Paste a shorter one, as “Share” or “Copy link” gives it.";

async function openedSheet(): Promise<Locator> {
  const { page } = await openExample(browser);
  return sheetIn(page);
}

async function sheetIn(page: Page): Promise<Locator> {
  await page.locator(".card__link").first().press("Enter");
  return page.getByRole("dialog", { name: /^Objective:/u });
}

it("SCR-784: what is no address, or too long, is refused beside its field, which keeps it and has focus", async () => {
  const sheet = await openedSheet();
  const page = sheet.page();
  await sheet.getByRole("button", { name: "Add a link" }).press("Enter");
  const address = sheet.getByRole("textbox", { name: /^Address/u });
  const refused = sheet.getByRole("alert");
  const long = `https://${"a".repeat(3_000)}.org`;
  for (const [typed, why] of [
    ["not an address at all", NO_ADDRESS],
    ["https://exa mple.org", NO_ADDRESS],
    ["\\\\server\\share", NO_ADDRESS],
    ["javascript:alert(1)", NO_ADDRESS],
    [long, TOO_LONG],
    // Short enough as it is typed, and not as it is written out.
    [`https://example.org/${"ü".repeat(1_000)}`, TOO_LONG],
  ] as const) {
    await address.fill(typed);
    expect(await refused.count()).toBe(0);
    await sheet.getByRole("button", { name: "Add link" }).click();
    await expect.poll(() => refused.innerText(), { message: typed.slice(0, 40), timeout: 3_000 }).toBe(why);
    expect(await address.inputValue()).toBe(typed);
    expect(await address.getAttribute("aria-invalid")).toBe("true");
    expect(await address.getAttribute("aria-describedby")).toBe(await refused.getAttribute("id"));
    await expect.poll(() => hasFocus(address)).toBe(true);
    expect(await page.getByRole("status").getByText(why).count()).toBe(0);
  }
  await address.fill("example.org");
  await page.keyboard.press("Enter");
  await sheet.getByRole("link", { name: "https://example.org/" }).waitFor();
  expect(await sheet.getByRole("link", { name: /opens apart/u }).count()).toBe(1);
});

it("SCR-784: a link from a time when more was taken keeps its address while its words are changed", async () => {
  const file = planFileOf({ missions: 1, objectives: 1 });
  const links = [{ id: newId(), url: "mailto:Ada", title: "", at: 0 }];
  const server = await startServer();
  const objectives = file.objectives.map((objective) => ({ ...objective, links }));
  const page = await browser.open(`${server.url}/p/${await server.createPlan({ ...file, objectives })}`);
  await connectionIs(page, "saved");
  const sheet = await sheetIn(page);
  await sheet.getByRole("button", { name: "Change the link mailto:Ada" }).press("Enter");
  await page.keyboard.type("Ask Ada");
  await page.keyboard.press("Enter");
  const changed = sheet.getByRole("link", { name: /^Ask Ada/u });
  await changed.waitFor();
  expect(await changed.getAttribute("href")).toBe("mailto:Ada");
});
