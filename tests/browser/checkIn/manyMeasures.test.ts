import { expect, it } from "vitest";

import { newId } from "#shared/model/id.ts";

import { connectionIs, firstBox, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { checkInForm, hasFocus } from "../../support/checkInPage.ts";
import { beAs } from "../../support/examplePage.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

/** A plan whose first objective has as many key results as one can have. */
function planOfFive(): unknown {
  const file = planFileOf({ missions: 1, objectives: 1 });
  const objectiveId = file.objectives[0]?.["id"];
  const measure = { kind: "number", unit: "people", start: 0, target: 21 };
  const keyResults = [1, 2, 3, 4, 5].map((at) => {
    return { id: newId(), objectiveId, title: `Measure ${at}`, measure, created: { by: null, at }, archived: null };
  });
  return { ...file, keyResults };
}

it("SCR-758: with five key results the buttons and a refusal are at the foot of the form, and what has focus above them", async () => {
  const server = await startServer();
  const phone = { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true };
  for (const size of [{ viewport: { width: 1366, height: 768 } }, { viewport: { width: 1280, height: 620 } }, phone]) {
    const page = await browser.open(`${server.url}/p/${await server.createPlan(planOfFive())}`, size);
    await connectionIs(page, "saved");
    await beAs(page, "Head of Everything");
    await page.locator(".card__check-in").first().click();
    const popover = await restingBox(page.locator(".popover--form"));
    const record = checkInForm(page).getByRole("button", { name: /^(?:Still right|Record check-in)$/u });
    const atFoot = await restingBox(record);
    const edge = Math.min(popover.y + popover.height, size.viewport.height);
    expect(edge - (atFoot.y + atFoot.height)).toBeGreaterThanOrEqual(12);

    const last = checkInForm(page).getByRole("spinbutton", { name: "Measure 5" });
    await last.focus();
    const field = await restingBox(last);
    expect(field.y + field.height).toBeLessThan((await firstBox(page, ".check-in__buttons")).y);
    await last.fill("five");
    await page.keyboard.press("Enter");
    const reason = await restingBox(checkInForm(page).getByRole("alert"));
    expect(reason.y + reason.height).toBeLessThan((await restingBox(record)).y);
    expect(await hasFocus(last)).toBe(true);
    await page.keyboard.press("Escape");
  }
});
