import "fake-indexeddb/auto";
import { setTimeout } from "node:timers/promises";

import { expect, it } from "vitest";

import { ClientWindow } from "../../support/clientWindow.ts";
import { holdStore } from "../../support/holdStore.ts";
import { startTestServer } from "../../support/testServer.ts";

/** Milliseconds in which what a page has put off has begun, and a device that is no longer slow has done what it was asked. */
const SOON = 300;

it("PRO-137: a plan that was closed while the device was slow is not written to it any more", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const device = holdStore("/recovery");
  const window = await new ClientWindow(server.url, planId).reaches("saved");
  // By then the plan is to be kept, and waits to hear whether the device keeps anything.
  await setTimeout(SOON);
  const closing = window.close();
  await setTimeout(SOON);
  device.release();
  await closing;
  await setTimeout(SOON);
  expect((await indexedDB.databases()).filter(({ name = "" }) => name.includes(planId))).toEqual([]);
});
