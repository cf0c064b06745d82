import { onTestFinished, describe, expect, it } from "vitest";

import { cardsOf, connectionIs, dragBefore, missionsOf } from "../support/boardPage.ts";
import { useBrowser } from "../support/browser.ts";
import { expectOrder } from "../support/expectOrder.ts";
import { startedServer } from "../support/serverProcess.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

describe("one plan in two windows", () => {
  const browser = useBrowser({ serviceWorkers: "allow" });

  it("JRN-1: a card moved in one window moves in the other, and is there after the server was killed", async () => {
    const dataDir = temporaryFolder();
    let server = await startedServer({ DATA_DIR: dataDir });
    onTestFinished(async () => void (await server.stop()));
    // While the server is down the browser says so on its console, again and again.
    const expected = /WebSocket|ERR_CONNECTION/;

    const mine = await browser.open(server.url, { expected });
    await mine.getByRole("button", { name: /example plan/i }).click();
    await connectionIs(mine, "saved");
    await mine.waitForURL("**/p/*");
    const theirs = await browser.open(mine.url(), { expected });
    await connectionIs(theirs, "saved");

    const [first, second] = await missionsOf(mine);
    if (!first || !second) throw new Error("The example plan has five missions.");
    const [held, ...rest] = await cardsOf(mine, first);
    const [before, ...below] = await cardsOf(mine, second);
    if (!held || !before) throw new Error("The example plan has cards in every mission.");
    await dragBefore(mine, held, before);
    const moved = [held, before, ...below];
    await expectOrder(mine, second, moved);
    await expectOrder(theirs, second, moved);
    await expectOrder(theirs, first, rest);
    await connectionIs(mine, "saved");
    // What they fetch for times without a network would fail half-way, and be complained of.
    for (const page of [mine, theirs]) await page.evaluate(async () => void (await navigator.serviceWorker.ready));

    await server.stop("SIGKILL");
    await connectionIs(mine, "offline");
    server = await startedServer({ DATA_DIR: dataDir, PORT: new URL(server.url).port });
    await connectionIs(mine, "saved");
    await connectionIs(theirs, "saved");
    const later = await browser.open(mine.url());
    await expectOrder(later, second, moved);
    await expectOrder(theirs, second, moved);
    expect(await missionsOf(later)).toEqual(await missionsOf(mine));
  });
});
