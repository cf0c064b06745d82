import { expect, it } from "vitest";

import { connectionIs, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { SIZES } from "../../support/screens/sizes.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

const LONG_WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz";

it("SCR-783: a long word in a mission's name is broken in the sheet of its objective, on a phone too", async () => {
  const file = planFileOf({ missions: 1, objectives: 1 });
  const missions = file.missions.map((mission) => ({ ...mission, title: LONG_WORD }));
  const server = await startServer();
  const url = `${server.url}/p/${await server.createPlan({ ...file, missions })}`;
  for (const size of ["phone", "laptop"] as const) {
    const page = await browser.open(url, SIZES[size]);
    await connectionIs(page, "saved");
    await page.locator(".card__link").first().click();
    const sheet = page.locator(".sheet");
    await page.getByRole("spinbutton", { name: /day/u }).waitFor();
    await restingBox(sheet);
    expect(await sheet.innerText()).toContain(LONG_WORD);
    const [needs, has] = await sheet.evaluate((element) => [element.scrollWidth, element.clientWidth]);
    expect(needs, size).toBe(has);
  }
});
