import { closeCodes } from "#shared/protocol/closeCodes.ts";
import { encodeCondition } from "#shared/protocol/messages.ts";
import type { Condition } from "#shared/protocol/messages.ts";

import { connectAs } from "./connectAs.ts";
import { isConnected, makePlan, openPlan, passesThrough } from "./stage.ts";
import type { Screens, Stage } from "./stage.ts";
import { holdSync } from "./syncWire.ts";

/** Each state of the connection, as somebody at work meets it. */
export const connectionScreens: Screens = {
  loading: async (stage) => {
    const wire = await holdSync(stage.page);
    await wire.set({ kind: "silent" });
    await stage.page.goto(`${stage.url}/p/${await makePlan(stage)}`);
    await stage.page.locator(".board--skeleton").waitFor();
  },
  saving: async (stage) => {
    const wire = await holdSync(stage.page);
    await openPlan(stage);
    await wire.set({ kind: "unsaved" });
    await change(stage);
    await isConnected(stage, "saving");
  },
  reconnecting: async (stage) => {
    const wire = await holdSync(stage.page);
    await openPlan(stage);
    const reconnecting = passesThrough(stage, "reconnecting");
    await wire.set({ kind: "silent" });
    await reconnecting;
  },
  offline: async (stage) => {
    const wire = await holdSync(stage.page);
    await openPlan(stage);
    await wire.set({ kind: "silent" });
    await isConnected(stage, "offline");
  },
  "offline-not-kept": async (stage) => {
    await stage.page.addInitScript("Object.defineProperty(window, 'indexedDB', { value: undefined })");
    const wire = await holdSync(stage.page);
    await openPlan(stage);
    await wire.set({ kind: "silent" });
    await isConnected(stage, "offline");
  },
  "offline-unknown-plan": async (stage) => {
    const wire = await holdSync(stage.page);
    await wire.set({ kind: "silent" });
    await stage.page.goto(`${stage.url}/p/${await makePlan(stage)}`);
    await stage.page.getByRole("heading", { name: "This plan is not on this device yet" }).waitFor();
  },
  refused: async (stage) => {
    const wire = await holdSync(stage.page);
    await openPlan(stage);
    await wire.set({ kind: "unsaved" });
    await change(stage);
    await wire.closeOnce(closeCodes.refused.code);
    await stage.page.getByRole("button", { name: /Download/u }).waitFor();
  },
  // The server itself says so: this page is of another layout of plans.
  outdated: async (stage) => {
    await openPlan(stage);
    await connectAs(stage.page, { schema: "999" });
    await stage.page.reload();
    await isConnected(stage, "outdated");
  },
  removed: (stage) => closedWith(stage, "forbidden", "removed"),
  unavailable: (stage) => closedWith(stage, "unavailable", "unavailable"),
  "disk-refuses": async (stage) => {
    await onCondition(stage, { kind: "diskRefuses" });
    await change(stage);
    await isConnected(stage, "unavailable");
  },
  "disk-refuses-not-kept": async (stage) => {
    await stage.page.addInitScript("Object.defineProperty(window, 'indexedDB', { value: undefined })");
    await onCondition(stage, { kind: "diskRefuses" });
    await isConnected(stage, "unavailable");
  },
  damaged: async (stage) => {
    await onCondition(stage, { kind: "damaged", missing: 12 });
    await isConnected(stage, "readonly");
  },
  "signed-out": (stage) => closedWith(stage, "signedOut", "signedout"),
  "unavailable-unknown-plan": async (stage) => {
    const wire = await holdSync(stage.page);
    await wire.set({ kind: "closed", code: closeCodes.unavailable.code });
    await stage.page.goto(`${stage.url}/p/${await makePlan(stage)}`);
    await stage.page.getByRole("heading", { name: "The server cannot open this plan just now" }).waitFor();
  },
};

async function closedWith(stage: Stage, name: keyof typeof closeCodes, state: string): Promise<void> {
  const wire = await holdSync(stage.page);
  await openPlan(stage);
  await wire.set({ kind: "closed", code: closeCodes[name].code });
  await isConnected(stage, state);
}

async function onCondition(stage: Stage, condition: Condition): Promise<void> {
  const wire = await holdSync(stage.page);
  await openPlan(stage);
  await wire.set({ kind: "unsaved" });
  wire.say(encodeCondition(condition));
}

/** Something that has to be saved. */
async function change({ page }: Stage): Promise<void> {
  await page
    .getByRole("button", { name: /^Add objective/u })
    .first()
    .click();
  await page.keyboard.type("Answer every enquiry within a day");
  await page.keyboard.press("Enter");
}
