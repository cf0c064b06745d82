import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { recordCheckIn } from "#shared/commands/checkIns.ts";
import { addMission } from "#shared/commands/missions.ts";
import { addObjectives, moveObjective, renameObjective } from "#shared/commands/objectives.ts";
import { addPerson } from "#shared/commands/people.ts";
import { useBrowser } from "../../support/browser.ts";
import { servePage } from "../../support/servePage.ts";
import { ClientWindow } from "../../support/clientWindow.ts";
import { done } from "../../support/factories.ts";
import { startTestServer } from "../../support/testServer.ts";

const browser = useBrowser();
const address = servePage(`${import.meta.dirname}/cardsPage.ts`);

interface Renders {
  readonly board: number;
  readonly column: number;
  readonly card: number;
}

function takeRenders(page: Page): Promise<Renders> {
  return page.evaluate<Renders>("cardsPage.takeRenders()");
}

describe("the hooks of an open plan", () => {
  it("SCR-52: of 300 cards, a change renders the card it is about and what lists it", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const { session } = await new ClientWindow(server.url, planId).reaches("saved");
    const [first, second] = ["Services", "Data"].map((title) => done(session.run(addMission, { title })).value);
    const titles = Array.from({ length: 150 }, (_, nth) => `Card ${nth}`);
    const cards = [first, second].flatMap(
      (missionId) => done(session.run(addObjectives, { missionId: missionId!, titles })).value,
    );
    const me = done(session.run(addPerson, { name: "Ada" })).value;
    session.setIdentity(me);

    const page = await browser.open(address());
    const origin = server.url.replace("ws:", "http:").replace("/sync", "");
    await page.evaluate(`cardsPage.showCards(${JSON.stringify(origin)}, ${JSON.stringify(planId)})`);
    await page.waitForFunction("document.querySelectorAll('li').length === 300");
    expect(await takeRenders(page)).toEqual({ board: 1, column: 2, card: 300 });

    const [objectiveId = cards[0]!] = cards;
    done(session.run(renameObjective, { objectiveId, title: "Renamed" }));
    await page.getByText("Renamed").waitFor();
    expect(await takeRenders(page)).toEqual({ board: 0, column: 0, card: 1 });

    done(session.run(recordCheckIn, { objectiveId, status: "atRisk" }));
    await page.locator("li[data-status=atRisk]").waitFor();
    expect(await takeRenders(page)).toEqual({ board: 0, column: 0, card: 1 });

    done(session.run(moveObjective, { objectiveId, missionId: second!, before: null }));
    await page.locator("ul:last-of-type li:last-child", { hasText: "Renamed" }).waitFor();
    // A card that goes from one list to another is a new one there.
    expect(await takeRenders(page)).toEqual({ board: 0, column: 2, card: 1 });
  });
});
