import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { recordCheckIn } from "#shared/commands/checkIns.ts";
import { addMission } from "#shared/commands/missions.ts";
import { addObjectives, moveObjective, renameObjective } from "#shared/commands/objectives.ts";
import { addPerson } from "#shared/commands/people.ts";
import type { PlanId } from "#shared/model/id.ts";
import { isOnDevice } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { servePage } from "../../support/servePage.ts";
import { ClientWindow } from "../../support/clientWindow.ts";
import { done } from "../../support/factories.ts";
import { layCable } from "../../support/networkCable.ts";
import { startTestServer } from "../../support/testServer.ts";

const browser = useBrowser();
const address = servePage(`${import.meta.dirname}/cardsPage.tsx`);

function takeRenders(page: Page): Promise<Readonly<Record<string, number>>> {
  return page.evaluate<Readonly<Record<string, number>>>("cardsPage.takeRenders()");
}

async function showCards(page: Page, server: string, planId: PlanId, timeScale = 1): Promise<void> {
  const origin = server.replace("ws:", "http:").replace("/sync", "");
  await page.evaluate(`cardsPage.showCards(${JSON.stringify(origin)}, ${JSON.stringify(planId)}, ${timeScale})`);
}

describe("the hooks of an open plan", () => {
  it("SCR-52: of 300 cards, a change renders the card it is about and what lists it", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const window = await new ClientWindow(server.url, planId).reaches("saved");
    const { session } = window;
    const [first, second] = ["Services", "Data"].map((title) => done(session.run(addMission, { title })).value);
    const titles = Array.from({ length: 150 }, (_, nth) => `Card ${nth}`);
    const cards = [first, second].flatMap(
      (missionId) => done(session.run(addObjectives, { missionId: missionId!, titles })).value,
    );
    const me = done(session.run(addPerson, { name: "Ada" })).value;
    void session.setIdentity(me);
    await window.reaches("saved");

    const page = await browser.open(address());
    await showCards(page, server.url, planId);
    await page.waitForFunction("document.querySelectorAll('li').length === 300");
    expect(await takeRenders(page)).toEqual({ board: 1, column: 2, card: 300 });

    const [objectiveId = cards[0]!] = cards;
    done(session.run(renameObjective, { objectiveId, title: "Renamed" }));
    await page.getByText("Renamed").waitFor();
    expect(await takeRenders(page)).toEqual({ card: 1 });

    done(session.run(recordCheckIn, { objectiveId, status: "atRisk" }));
    await page.locator("li[data-status=atRisk]").waitFor();
    expect(await takeRenders(page)).toEqual({ card: 1 });

    done(session.run(moveObjective, { objectiveId, missionId: second!, before: null }));
    await page.locator("ul:last-of-type li:last-child", { hasText: "Renamed" }).waitFor();
    // A card that goes from one list to another is a new one there.
    expect(await takeRenders(page)).toEqual({ column: 2, card: 1 });
  });

  it("SCR-63: a browser keeps what is changed offline, and opens it without a connection", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const cable = await layCable(server.url);
    const page = await browser.open(address(), { expected: /WebSocket connection to/ });
    await showCards(page, cable.address, planId);
    await page.locator("output[data-state=saved][data-kept=true]").waitFor({ state: "attached" });
    cable.cut();
    await page.locator("output[data-state=offline][data-kept=true]").waitFor({ state: "attached" });
    expect(await page.evaluate("cardsPage.addMission('Made offline')")).toBe(true);
    await isOnDevice(page);
    await page.reload();
    await showCards(page, cable.address, planId);
    await page.locator("output[data-state=offline]").waitFor({ state: "attached" });
    await expect.poll(() => page.locator("ul").count()).toBe(1);
    cable.mend();
    await page.locator("output[data-state=saved]").waitFor({ state: "attached" });
    const elsewhere = await new ClientWindow(server.url, planId).reaches("saved");
    expect(elsewhere.missionTitles).toEqual(["Made offline"]);
  });

  it("SCR-50: what the browser says about the network is believed at once, and only while nothing syncs", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const cable = await layCable(server.url);
    const page = await browser.open(address(), { expected: /WebSocket connection to/ });
    await showCards(page, cable.address, planId);
    await page.locator("output[data-state=saved]").waitFor({ state: "attached" });
    await page.evaluate("dispatchEvent(new Event('offline'))");
    await page.locator("output[data-state=saved]").waitFor({ state: "attached" });
    // As soon as the page has seen that the connection is lost.
    const said = page.evaluate(`new Promise((resolve) => {
      const output = document.querySelector("output");
      const look = () => {
        if (output.dataset.state === "saved") return;
        observer.disconnect();
        dispatchEvent(new Event("offline"));
        setTimeout(() => resolve(output.dataset.state));
      };
      const observer = new MutationObserver(look);
      observer.observe(output, { attributes: true });
      look();
    })`);
    cable.cut();
    expect(await said).toBe("offline");
    cable.mend();
    await page.evaluate("dispatchEvent(new Event('online'))");
    await page.locator("output[data-state=saved]").waitFor({ state: "attached" });
  });

  it("PRO-58: a page that is shown again after a silence connects anew, and one that is not silent does not", async () => {
    const timeScale = 0.1;
    const server = await startTestServer({ timeScale });
    const planId = await server.createPlan();
    const cable = await layCable(server.url);
    const page = await browser.open(address());
    let connections = 0;
    page.on("websocket", () => (connections += 1));
    // As soon as it is saved: on a slow machine the server would have been silent for long by the time it is asked to.
    const shownAgain = page.evaluate(`new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!document.querySelector("output[data-state=saved]")) return;
        observer.disconnect();
        document.dispatchEvent(new Event("visibilitychange"));
        resolve();
      });
      observer.observe(document, { subtree: true, childList: true, attributes: true });
    })`);
    await showCards(page, cable.address, planId, timeScale);
    await shownAgain;
    await page.waitForTimeout(100);
    expect(connections).toBe(1);

    cable.freeze();
    const { session } = await new ClientWindow(server.url, planId).reaches("saved");
    done(session.run(addMission, { title: "Said while the phone slept" }));
    await page.waitForTimeout(25_000 * timeScale + 100);
    expect(await page.locator("ul").count()).toBe(0);
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await page.locator("ul").waitFor({ state: "attached" });
    expect(connections).toBeGreaterThan(1);
  });
});
