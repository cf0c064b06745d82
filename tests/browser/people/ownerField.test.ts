import { expect, it } from "vitest";

import { newId } from "#shared/model/id.ts";

import { connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

it("SCR-773: an owner is found without the accents of the name, before a new one is offered, and taken by Enter", async () => {
  const file = planFileOf({ missions: 1, objectives: 1 });
  const [head] = file.people;
  const people = [{ ...head }, { ...head, id: newId(), name: "Zoë Ünal" }];
  const server = await startServer();
  const page = await browser.open(`${server.url}/p/${await server.createPlan({ ...file, people })}`);
  await connectionIs(page, "saved");
  await page.locator(".card__link").first().press("Enter");
  const owner = page.getByRole("combobox", { name: "Owner" });
  const options = page.getByRole("option");
  for (const typed of ["zoe", "Unal", "Zoë U", "ÜNAL", "Zoe Unal"]) {
    await owner.fill(typed);
    // A name that is written otherwise may be somebody else's.
    await expect.poll(() => options.allInnerTexts()).toEqual(["Zoë Ünal", `Add “${typed}”`]);
  }
  await owner.press("Enter");
  await expect.poll(() => owner.inputValue()).toBe("Zoë Ünal");
  await page.locator(".sheet").getByRole("button", { name: "Close", exact: true }).click();
  await page.locator(".card").getByText("Zoë Ünal").waitFor();
});
