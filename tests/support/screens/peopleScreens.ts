import type { PlanId } from "#shared/model/id.ts";
import { parseNewLink } from "#shared/protocol/signIn.ts";

import { openLink } from "../signedIn.ts";
import { letIn, makePlan, openPlan } from "./stage.ts";
import type { Screens, Stage } from "./stage.ts";

/** Who belongs to a plan and what becomes of it, and one's own account. */
export const peopleScreens: Screens = {
  "plan-menu": async (stage) => {
    await openPlan(stage);
    await stage.page.getByRole("button", { name: "Plan menu" }).click();
    await stage.page.getByRole("menu").waitFor();
  },
  people: async (stage) => {
    const planId = await openPeople(stage);
    await stage.page.request.post(`${stage.url}/api/plans/${planId}/invites`, {
      data: { role: "contributor", mostUses: 12, days: 30 },
    });
    await stage.page.reload();
    await stage.page
      .getByRole("button", { name: /^Revoke/u })
      .first()
      .waitFor();
  },
  "people-role": async (stage) => {
    await openPeople(stage);
    await stage.page.getByRole("button", { name: /Role of Sam Okoro/u }).click();
    await stage.page.getByRole("listbox").waitFor();
  },
  "people-who": async (stage) => {
    await openPeople(stage);
    await stage.page.getByRole("button", { name: "More about Sam Okoro" }).click();
    await stage.page.getByRole("menuitem", { name: /^Say who/u }).click();
    await stage.page.getByRole("dialog").waitFor();
  },
  "people-last-owner": async (stage) => {
    await openPlanPage(stage, await makePlan(stage), "people");
    await stage.page.getByRole("button", { name: /^More about/u }).click();
    await stage.page.getByRole("menuitem", { name: /^Leave/u }).click();
    await stage.page.getByRole("dialog").getByText("Make somebody else an owner first.").waitFor();
  },
  "people-invite": async (stage) => {
    await openPlanPage(stage, await makePlan(stage), "people");
    await stage.page.getByRole("button", { name: "Make a link" }).click();
    await stage.page.getByRole("img", { name: /QR code/u }).waitFor();
  },
  "people-viewer": async (stage) => {
    const planId = await openPeople(stage);
    await becomeNewcomer(stage, planId, "viewer", "Priya Nair");
    await openPlanPage(stage, planId, "people");
    await stage.page.getByRole("button", { name: /^Leave/u }).waitFor();
  },
  "people-failed": async (stage) => {
    await stage.page.route("**/api/plans/*/members", (route) => route.fulfill({ status: 503, body: "" }));
    await openPlanPage(stage, await makePlan(stage), "people");
    await stage.page.getByRole("button", { name: "Try again" }).waitFor();
  },
  settings: async (stage) => {
    await openPlanPage(stage, await makePlan(stage), "settings");
    await stage.page.getByRole("button", { name: /^Delete/u }).waitFor();
  },
  "settings-archived": async (stage) => {
    const planId = await makePlan(stage);
    await stage.page.request.patch(`${stage.url}/api/plans/${planId}`, { data: { archived: true } });
    await openPlanPage(stage, planId, "settings");
    await stage.page.getByRole("button", { name: "Bring the plan back" }).first().waitFor();
  },
  "settings-delete": async (stage) => {
    await openPlanPage(stage, await makePlan(stage), "settings");
    await stage.page.getByRole("button", { name: /^Delete/u }).click();
    await stage.page.getByRole("dialog").waitFor();
  },
  activity: async (stage) => {
    const planId = await openPeople(stage);
    const { page, url } = stage;
    const members: { members: { name: string; userId: string }[] } = await (
      await page.request.get(`${url}/api/plans/${planId}/members`)
    ).json();
    for (const { name, userId } of members.members) {
      const member = `${url}/api/plans/${planId}/members/${userId}`;
      if (name === "Sam Okoro") await page.request.patch(member, { data: { role: "editor" } });
      if (name === "Priya Nair") await page.request.delete(member);
    }
    await openPlanPage(stage, planId, "activity");
    await page.getByText("That is all that is kept.").waitFor();
  },
  "activity-not-owner": async (stage) => {
    const planId = await makePlan(stage);
    await becomeNewcomer(stage, planId, "editor", "Priya Nair");
    await openPlanPage(stage, planId, "activity");
    await stage.page.getByRole("heading", { name: /^Only owners/u }).waitFor();
  },
  account: async (stage) => {
    const made = await stage.page.request.post(`${stage.url}/api/me/devices/link`, { data: {} });
    const link = parseNewLink(await made.json());
    if (link) await openLink(stage.url, link.link, {});
    await stage.page.goto(`${stage.url}/account`);
    await stage.page.getByText("this one").waitFor();
  },
  "account-link": async (stage) => {
    await stage.page.goto(`${stage.url}/account`);
    await stage.page.getByRole("button", { name: "Make a link for another device" }).click();
    await stage.page.getByRole("img", { name: /QR code/u }).waitFor();
  },
};

async function openPlanPage({ page, url }: Stage, planId: PlanId, name: string): Promise<void> {
  await page.goto(`${url}/p/${planId}/${name}`);
}

/** The page about its people of a plan with a member of each role. */
async function openPeople(stage: Stage): Promise<PlanId> {
  const planId = await makePlan(stage);
  await letIn(stage, planId, "editor", { name: "Nora Lindqvist" });
  await letIn(stage, planId, "contributor", { name: "Sam Okoro" });
  await letIn(stage, planId, "viewer", { name: "Priya Nair" });
  await openPlanPage(stage, planId, "people");
  await stage.page.getByText("Sam Okoro", { exact: true }).waitFor();
  return planId;
}

/** From here on the page belongs to somebody who has just come in. */
async function becomeNewcomer(stage: Stage, planId: PlanId, role: "editor" | "viewer", name: string): Promise<void> {
  const cookie = await letIn(stage, planId, role, { name });
  const [cookieName = "", value = ""] = cookie.split("=", 2);
  await stage.page.context().addCookies([{ name: cookieName, value, url: stage.url }]);
}
