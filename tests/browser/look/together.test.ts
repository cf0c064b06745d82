import type { Page } from "playwright-core";
import { expect, it } from "vitest";

import { newId } from "#shared/model/id.ts";

import { bring } from "../../support/beOwner.ts";
import { connectionIs, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { openColleague, PHONE } from "../../support/examplePage.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { openPlan, others, sayWho } from "../../support/screens/stage.ts";
import type { Stage } from "../../support/screens/stage.ts";
import { cookieOfNewcomer } from "../../support/signedIn.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

async function newStage(): Promise<Stage> {
  const { url } = await startServer();
  return { page: await browser.open(`${url}/p/nosuchplan`), url, ends: [] };
}

it("SCR-180: who is here is told by face and by name; of many there is a list, with the way to their cards", async () => {
  const stage = await newStage();
  const { page } = stage;
  const planId = await openPlan(stage);
  await others(stage, planId, [
    { name: "Head of Delivery", card: 1 },
    { name: "Head of Delivery", idle: true },
    { name: "Head of Platform" },
  ]);
  const here = page.getByRole("button", { name: /^Also here/u });
  await expect.poll(() => here.getAttribute("aria-label")).toMatch(/Head of Delivery \(2\)/u);
  expect(await here.getAttribute("aria-label")).toMatch(/Head of Delivery(,|$)/u);
  const faces = here.locator(".avatar");
  expect(new Set(await faces.allInnerTexts()).size).toBe(3);
  expect(await here.locator(".avatar--faded").count()).toBe(1);
  expect(await faces.last().getAttribute("class")).toContain("avatar--faded");

  await others(stage, planId, [{ name: "Director of ICT" }, { name: "Head of User Support" }, { name: "nobody" }]);
  await page.getByRole("button", { name: /and 1 more$/u }).click();
  const list = page.getByRole("dialog", { name: "Also here" });
  await list.waitFor();
  expect(await list.getByRole("listitem").count()).toBe(6);
  expect(await list.innerText()).toContain("Someone");
  expect(await list.innerText()).toContain("away for a while");
  await list.getByRole("link").first().click();
  await page.getByRole("dialog", { name: /^Objective:/u }).waitFor();
  for (const end of stage.ends) end();
});

it("SCR-951: a second window of mine is nobody else who is here, and a colleague is told apart from it", async () => {
  const server = await startServer();
  const address = `${server.url}/p/${await server.createPlan({ template: "example" })}`;
  const cookie = (await cookieOfNewcomer(server.url)) ?? "";
  const openMine = (): Promise<Page> =>
    browser.open(address, { signedIn: false, prepare: (page) => bring(page.context(), server.url, cookie) });
  const mine = await openMine();
  const second = await openMine();
  await connectionIs(mine, "saved");
  await connectionIs(second, "saved");
  await second.locator("[data-row]").first().click();
  await second.getByRole("dialog", { name: /^Objective:/u }).waitFor();
  const colleague = await openColleague(browser, address);
  await colleague.getByRole("button", { name: /^Also here: [^,]+$/u }).waitFor();
  await colleague.locator(".card__people").waitFor();
  for (const page of [mine, second]) {
    await page.getByRole("button", { name: /^Also here: [^,]+$/u }).waitFor();
    expect(await page.locator(".card__people").count()).toBe(0);
  }
});

it("SCR-635: on a phone nothing that is pressed moves when others come", async () => {
  const { url } = await startServer();
  const page = await browser.open(`${url}/p/nosuchplan`, PHONE);
  const stage: Stage = { page, url, ends: [] };
  const planId = await openPlan(stage);
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    await page.evaluate("document.fonts.ready");
    await restingBox(page.locator(".plan-header"));
    const pressed = page.locator(".plan-header :is(a, input, button:not(.here, .edit-in-place)):visible");
    const places = () => pressed.evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())));
    const alone = await places();
    await others(stage, planId, [{ name: "Head of Platform" }, { name: "Head of Delivery" }]);
    expect(await places()).toEqual(alone);
    for (const end of stage.ends.splice(0)) end();
    await page.getByRole("button", { name: /^Also here/u }).waitFor({ state: "detached" });
  }
});

it("SCR-787: in a low window, too, nothing that is pressed moves when others come, and the plan's name can be read", async () => {
  const stage = await newStage();
  const { page } = stage;
  const planId = await openPlan(stage);
  const crowd = ["Head of Platform", "Head of Delivery", "Director of ICT", "Head of User Support", "a", "b", "c", "d"];
  for (const [width, height] of [
    [844, 390],
    [683, 384],
    [768, 400],
    [1_000, 500],
    [1_366, 500],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.evaluate("document.fonts.ready");
    await restingBox(page.locator(".plan-header"));
    const pressed = page.locator(":is(.plan-header, .board) :is(a, input, button:not(.here, .edit-in-place)):visible");
    const places = () => pressed.evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())));
    const alone = await places();
    await others(
      stage,
      planId,
      crowd.map((name) => ({ name })),
    );
    expect.soft(await places(), `${width} × ${height}`).toEqual(alone);
    expect.soft((await page.locator(".plan-header__names").boundingBox())?.width, `${width}`).toBeGreaterThan(120);
    for (const end of stage.ends.splice(0)) end();
    await page.getByRole("button", { name: /^Also here/u }).waitFor({ state: "detached" });
  }
});

it("SCR-885: no face in the head covers the letters of another, be there three and wide ones", async () => {
  const stage = await newStage();
  const { page } = stage;
  const file = planFileOf({ missions: 1, objectives: 1 });
  const [person] = file.people;
  const names = ["Mona Wim Maas", "Wanda Mia Wolff", "Olga Quist Gomez", "Ann", "Ann", "Mo"];
  const people = [...new Set(names)].map((name) => ({ ...person, id: newId(), name }));
  const planId = await openPlan(stage, { ...file, people: [...file.people, ...people] });
  await others(
    stage,
    planId,
    names.map((name) => ({ name })),
  );
  for (const [width, height] of [
    [320, 640],
    [390, 844],
    [844, 390],
    [1_366, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.evaluate("document.fonts.ready");
    await restingBox(page.locator(".here"));
    const covered = await page.locator(".here .avatar:visible").evaluateAll((faces) => {
      const letters = faces.map((face) => {
        const range = document.createRange();
        range.selectNodeContents(face);
        return range.getBoundingClientRect();
      });
      return faces.flatMap((face, at) => {
        const before = letters[at - 1];
        // A ring may lie round it, of two pixels.
        const left = face.getBoundingClientRect().left - (getComputedStyle(face).boxShadow === "none" ? 0 : 2);
        return before && left < before.right ? [`${faces[at - 1]?.textContent}: ${before.right - left} px`] : [];
      });
    });
    expect.soft(covered, `${width} × ${height}`).toEqual([]);
  }
  for (const end of stage.ends) end();
});

it("SCR-182: who is at a card is said on it, and nothing moves when they come and go", async () => {
  const stage = await newStage();
  const { page } = stage;
  const planId = await openPlan(stage);
  await sayWho(stage, "Director of ICT");
  const card = page.locator("[data-testid^='card-']").first();
  await page.evaluate("document.fonts.ready");
  const before = await restingBox(card);
  await others(stage, planId, [
    { name: "Head of Platform", card: 0 },
    { name: "Head of Delivery", card: 0, idle: true },
    { name: "Head of User Support", card: 0 },
  ]);
  await expect.poll(() => card.innerText()).toMatch(/Here now: .*Head of Platform/u);
  await expect.poll(() => card.innerText()).toContain("+1");
  expect(await card.boundingBox()).toEqual(before);
  for (const end of stage.ends) end();
  await expect.poll(() => card.innerText()).not.toContain("Here now");
  expect(await card.boundingBox()).toEqual(before);
});
