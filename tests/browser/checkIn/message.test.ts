import { expect, it } from "vitest";

import { useBrowser } from "../../support/browser.ts";
import { checkInForm, hasFocus } from "../../support/checkInPage.ts";
import { openDuePlan } from "../../support/duePlan.ts";

const browser = useBrowser();

it("SCR-760: in my updates the message of a check-in says the number, or how the line begins", async () => {
  const { page, url } = await openDuePlan(browser, {}, 3);
  await page.goto(`${url}/my-updates`);
  const number = checkInForm(page).getByRole("spinbutton");
  await expect.poll(() => hasFocus(number)).toBe(true);
  await page.keyboard.type("45");
  await page.keyboard.press("Enter");
  await page.getByText("Objective 3: 45%").waitFor();
  await checkInForm(page)
    .getByRole("textbox", { name: /one line/u })
    .fill("Still waiting for a supplier.");
  await page.keyboard.press("Enter");
  await page.getByText("Objective 2: “Still waiting for a supplier.”").waitFor();
});
