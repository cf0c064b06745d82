import { describe, expect, it } from "vitest";

import type { ObjectiveId } from "#shared/model/id.ts";
import { card, connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { hostileUpdate } from "../../support/hostileContent.ts";
import { RawClient } from "../../support/rawClient.ts";
import { startServer } from "../../support/startServer.ts";

describe("a plan full of hostile content", () => {
  const browser = useBrowser();

  it("PRO-91: it is shown as text, harms nobody, and work in it goes on", async () => {
    const server = await startServer();
    const planId = await server.createPlan();
    const hostile = await new RawClient(`${server.url.replace("http", "ws")}/sync`, planId).greet();
    const { content } = await hostile.next("step2");
    hostile.step2(hostileUpdate(content, 3));
    hostile.mark(1);
    await hostile.next("saved");

    const url = `${server.url}/p/${planId}`;
    const page = await browser.open(url, { viewport: { width: 1366, height: 768 } });
    await connectionIs(page, "saved");
    // The longest statement of another mission leaves it room.
    await card(page, "laptops" as ObjectiveId).waitFor();
    await page.goto(`${url}/o/objectives-notes-text-3`);
    await page.getByRole("dialog").getByText("click", { exact: true }).waitFor();
    await page.goto(`${url}/o/laptops`);
    await page.getByRole("dialog").getByRole("textbox", { name: "Title" }).fill("Refresh all laptops");
    await page.keyboard.press("Escape");
    await card(page, "laptops" as ObjectiveId)
      .getByText("Refresh all laptops")
      .waitFor();
    expect(await page.evaluate("globalThis.harmed")).toBeUndefined();
    await connectionIs(page, "saved");
  });
});
