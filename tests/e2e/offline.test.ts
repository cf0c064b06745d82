import { describe, it } from "vitest";

import { connectionIs, isOnDevice, missionsOf } from "../support/boardPage.ts";
import { useBrowser } from "../support/browser.ts";
import { startServer } from "../support/startServer.ts";

describe("without a network", () => {
  const browser = useBrowser({ serviceWorkers: "allow" });

  it("JRN-2: a page reloads from the device, takes changes, and sends them when the network is back", async () => {
    const server = await startServer();
    const planId = await server.createPlan({ template: "example" });
    const url = `${server.url}/p/${planId}`;
    const page = await browser.open(url, { expected: /ERR_INTERNET_DISCONNECTED|WebSocket|Failed to fetch/ });
    await connectionIs(page, "saved");
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await isOnDevice(page);

    await page.context().setOffline(true);
    await connectionIs(page, "offline");
    await page.reload();
    const [mission] = await missionsOf(page);
    await connectionIs(page, "offline");

    const column = page.getByTestId(`mission-${mission}`);
    await column.getByRole("button", { name: /add objective/i }).click();
    await page.keyboard.type("Written on the train");
    await page.keyboard.press("Enter");
    await column.getByText("Written on the train").waitFor();
    await connectionIs(page, "offline");
    await isOnDevice(page);
    await page.reload();
    await column.getByText("Written on the train").waitFor();

    await page.context().setOffline(false);
    await connectionIs(page, "saved");
    const colleague = await browser.open(url);
    await colleague.getByTestId(`mission-${mission}`).getByText("Written on the train").waitFor();
  });
});
