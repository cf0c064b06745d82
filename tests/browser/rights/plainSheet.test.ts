import { expect, it } from "vitest";

import { connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { inviteTo, openLink } from "../../support/signedIn.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

it("SCR-959: in the sheet of who may only look owner and due date are plain text; an editor's are fields", async () => {
  const server = await startServer();
  const planId = await server.createPlan({ template: "example" });
  const looksOf = async (role: string): Promise<readonly unknown[]> => {
    const who = await openLink(server.url, await inviteTo(server.url, planId, role), { name: `A new ${role}` });
    const [name = "", value = ""] = who.split("=", 2);
    const page = await browser.open(`${server.url}/p/${planId}`, {
      signedIn: false,
      prepare: (opened) => opened.context().addCookies([{ name, value, url: server.url }]),
    });
    await connectionIs(page, role === "viewer" ? "readonly" : "saved");
    await page.locator(".card__link").first().click();
    const sheet = page.getByRole("dialog");
    const owner = sheet.getByRole("combobox", { name: "Owner" });
    const due = sheet.getByRole("group", { name: "Due" });
    await owner.waitFor();
    const framed = await Promise.all(
      [owner, due].map((field) =>
        field.evaluate((element) => {
          const { borderTopColor, backgroundColor } = getComputedStyle(element);
          return [borderTopColor, backgroundColor].map((colour) => colour !== "rgba(0, 0, 0, 0)");
        }),
      ),
    );
    const people = sheet.locator(".owner-field__control button");
    const calendar = sheet.locator(".due-field__control button").first();
    return [...framed.flat(), await people.isVisible(), await calendar.isVisible()];
  };
  expect(await looksOf("viewer")).toEqual([false, false, false, false, false, false]);
  expect(await looksOf("editor")).toEqual([true, true, true, true, true, true]);
});
