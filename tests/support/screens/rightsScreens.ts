import type { MemberRole } from "#shared/model/actor.ts";
import type { PlanId } from "#shared/model/id.ts";
import { parseSession } from "#shared/protocol/signIn.ts";

import { isConnected, letIn, openPlan, sayWho } from "./stage.ts";
import type { Screens, Stage } from "./stage.ts";

/** An open plan for whoever may not change all of it, and when nobody may. */
export const rightsScreens: Screens = {
  "view-only": async (stage) => {
    await become(stage, await openPlan(stage), "viewer");
    await isConnected(stage, "readonly");
  },
  "view-only-sheet": async (stage) => {
    await become(stage, await openPlan(stage), "viewer");
    await isConnected(stage, "readonly");
    await stage.page.locator(".card__link").first().click();
    await stage.page.getByRole("dialog").waitFor();
  },
  "whom-to-ask": async (stage) => {
    await become(stage, await openPlan(stage), "viewer");
    await stage.page.getByRole("button", { name: "You can view this plan" }).click();
    await stage.page.getByText(/^To do more, ask/u).waitFor();
  },
  contributor: async (stage) => {
    const planId = await openPlan(stage);
    await sayWho(stage, "Head of Digital Services");
    await become(stage, planId, "contributor");
    await stage.page.getByRole("button", { name: "You can check in on your objectives" }).waitFor();
  },
  archived: async (stage) => {
    const planId = await openPlan(stage);
    await stage.page.request.patch(`${stage.url}/api/plans/${planId}`, { data: { archived: true } });
    await stage.page.getByRole("button", { name: "Bring it back" }).waitFor();
  },
};

/** The plan has another owner then, so that this one can be less. */
async function become(stage: Stage, planId: PlanId, role: MemberRole): Promise<void> {
  const { page, url } = stage;
  await letIn(stage, planId, "owner", { name: "Nora Patel" });
  const session = parseSession(await (await page.request.get(`${url}/api/session`)).json());
  const changed = await page.request.patch(`${url}/api/plans/${planId}/members/${session?.userId}`, { data: { role } });
  if (!changed.ok()) throw new Error(`The role was not changed: ${changed.status()} ${await changed.text()}`);
}
