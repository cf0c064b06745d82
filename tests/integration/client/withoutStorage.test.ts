import { describe, expect, it } from "vitest";

import { addMission } from "#shared/commands/missions.ts";
import { Browser, ClientWindow } from "../../support/clientWindow.ts";
import { done } from "../../support/factories.ts";
import { layCable } from "../../support/networkCable.ts";
import { startTestServer } from "../../support/testServer.ts";

describe("a device that keeps nothing", () => {
  it("SCR-63: everything works but being kept, and the state says so", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const cable = await layCable(server.url);
    const browser = new Browser();
    for (const title of ["first", "second"]) {
      const window = await new ClientWindow(cable.address, planId, browser).reaches("saved");
      cable.cut();
      await window.reaches("offline");
      done(window.session.run(addMission, { title }));
      expect(window.session.planStore.getState()).toMatchObject({ connection: "offline", keptOnDevice: false });
      cable.mend();
      window.session.reconnect();
      await window.reaches("saved");
      await window.close();
    }
    expect(await new ClientWindow(server.url, planId).reaches("saved")).toHaveProperty("missionTitles", [
      "first",
      "second",
    ]);
  });
});
