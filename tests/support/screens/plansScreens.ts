import { makePlan, openPlan } from "./stage.ts";
import type { Screens } from "./stage.ts";

/** Everything before a plan is open. */
export const plansScreens: Screens = {
  "first-start": async ({ page, url }) => {
    await page.route("**/api/plans", (route) => route.fulfill({ json: { plans: [] } }));
    await page.goto(url);
    await page.getByRole("heading", { name: "No plan yet" }).waitFor();
  },
  plans: async (stage) => {
    await makePlan(stage);
    await makePlan(stage, { template: "empty", title: "Summer reading, all libraries" });
    await stage.page.goto(stage.url);
    await stage.page
      .getByRole("link", { name: /Summer reading/u })
      .first()
      .waitFor();
  },
  "plans-put-aside": async (stage) => {
    await makePlan(stage);
    const archived = await makePlan(stage, { template: "empty", title: "Summer reading, all libraries" });
    const deleted = await makePlan(stage, { template: "empty", title: "A first try" });
    await stage.page.request.patch(`${stage.url}/api/plans/${archived}`, { data: { archived: true } });
    await stage.page.request.delete(`${stage.url}/api/plans/${deleted}`);
    await stage.page.goto(stage.url);
    await stage.page.getByText(/archived and .* deleted plans?$/u).click();
    await stage.page.getByText("A first try").first().waitFor();
  },
  "plans-failed": async ({ page, url }) => {
    await page.route("**/api/plans", (route) => route.fulfill({ status: 503, body: "" }));
    await page.goto(url);
    await page.getByRole("button", { name: "Try again" }).waitFor();
  },
  "plans-kept": async (stage) => {
    for (const body of [undefined, { template: "empty", title: "Summer reading, all libraries" }]) {
      const planId = await openPlan(stage, body);
      await stage.page.waitForFunction(
        (title) => Object.keys(localStorage).some((name) => name.endsWith(title)),
        `waymark.title.${planId}`,
      );
    }
    await stage.page.route("**/api/plans", (route) => route.abort());
    await stage.page.goto(stage.url);
    await stage.page.getByRole("link", { name: "Summer reading, all libraries" }).waitFor();
  },
  nowhere: async ({ page, url }) => {
    await page.goto(`${url}/p/a/nowhere`);
    await page.getByRole("heading", { name: "There is nothing at this address" }).waitFor();
  },
  "not-found": async ({ page, url }) => {
    await page.goto(`${url}/p/nosuchplan`);
    await page.getByRole("heading", { name: "There is no such plan here" }).waitFor();
  },
  "update-offer": async ({ page, url }) => {
    await page.addInitScript(WAITING_VERSION);
    await page.goto(url);
    await page.getByText("There is a newer Waymark.").waitFor();
  },
};

/** What the browser has when a newer version waits, on a page that is not let have a service worker. */
export const WAITING_VERSION = `
  const worker = Object.assign(new EventTarget(), { scriptURL: new URL("/sw.js", location.href).href, state: "installed" });
  const registration = Object.assign(new EventTarget(), { waiting: worker, update: async () => undefined });
  const container = Object.assign(new EventTarget(), { controller: worker, register: async () => registration });
  Object.defineProperty(navigator, "serviceWorker", { value: container });
`;
