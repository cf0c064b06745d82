import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { connectionIs } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { checkInForm } from "../../support/checkInPage.ts";
import { openDuePlan, OWNER } from "../../support/duePlan.ts";
import { beAs } from "../../support/examplePage.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

const DAY = 86_400_000;

interface Measured {
  readonly target: number;
  /** What its target was until a week ago, if that was another one. */
  readonly before?: number;
  readonly start?: number;
  readonly unit?: string;
  readonly width?: number;
}

/** The sheet of an objective with one key result, of which that was said so many days ago, for who owns it. */
async function openMeasured(
  { target, before, start = 0, unit = "people", width = 1366 }: Measured,
  ...said: readonly (readonly [number, number])[]
) {
  const server = await startServer();
  const file = planFileOf({ missions: 1, objectives: 1 });
  const [{ id: objectiveId, created } = {}] = file.objectives;
  const measure = { kind: "number", unit, start, target };
  const former =
    before === undefined
      ? []
      : [{ measure: { ...measure, target: before }, until: { by: null, at: Date.now() - 7 * DAY } }];
  const keyResults = [{ id: "kr", objectiveId, title: "In post", measure, former, created, archived: null }];
  const checkIns = said.map(([days, value], nth) => ({
    id: `said${nth}`,
    objectiveId,
    at: Date.now() - days * DAY,
    by: file.people[0]?.["id"],
    values: { kr: value },
    ...(nth > 0 && { after: [`said${nth - 1}`] }),
  }));
  const url = `${server.url}/p/${await server.createPlan({ ...file, keyResults, checkIns })}`;
  const page = await browser.open(url, { viewport: { width, height: 800 }, locale: "en-GB" });
  await connectionIs(page, "saved");
  await beAs(page, OWNER);
  await page.getByRole("link", { name: /^Objective 1/u }).click();
  return { page };
}

async function drawInPost(page: Page): Promise<void> {
  await page.getByRole("combobox", { name: "What the chart shows" }).selectOption({ label: "In post" });
  await page.getByRole("img", { name: /^In post over time/u }).waitFor();
}

function boxesOf(parts: Locator): Promise<readonly DOMRect[]> {
  return parts.evaluateAll((elements) =>
    elements.map((element) => element.getBoundingClientRect().toJSON() as DOMRect),
  );
}

describe("the history of an objective", () => {
  it("SCR-303: has every check-in with who, when and what changed; one that is taken back stays, struck through", async () => {
    const { page } = await openDuePlan(browser);
    await page.getByRole("link", { name: "Objective 1", exact: true }).click();
    const list = page.getByRole("list", { name: "Check-ins, newest first" });
    const entries = list.getByRole("listitem");
    await entries.nth(2).waitFor();
    expect(await entries.first().innerText()).toMatch(/Head of Everything/u);
    expect(await entries.first().innerText()).toContain("30% was 20%");
    expect(await entries.last().innerText()).toContain("was not started");
    await entries
      .first()
      .getByRole("button", { name: /^Take back/ })
      .click();
    await entries.first().locator("s", { hasText: "Words on 1." }).waitFor();
    expect(await entries.first().innerText()).toContain("taken back");
    expect(await entries.count()).toBe(3);
  });

  it("SCR-304: is drawn with statuses, today and the due date in words and shapes, and stands in a table", async () => {
    const { page } = await openDuePlan(browser);
    await page.getByRole("link", { name: "Objective 1", exact: true }).click();
    const chart = page.getByRole("img", {
      name: /^Progress over time: from 10% to 30%; not started, then on track; due/u,
    });
    await chart.waitFor();
    const words = () => chart.locator("text").allTextContents();
    await expect.poll(words).toEqual(expect.arrayContaining(["Today", "100%", expect.stringMatching(/^Due 31 Mar/u)]));
    await expect.poll(() => chart.locator(".status-shape").count()).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Show as a table" }).click();
    const rows = page.getByRole("table").getByRole("row");
    await expect.poll(() => rows.count()).toBe(4);
    expect(await rows.nth(1).innerText()).toMatch(/Head of Everything\s+On track\s+30%\s+Words on 1\./u);
    await page.getByRole("button", { name: "Show as a chart" }).click();
    await chart.waitFor();
  });

  it("SCR-304: a key result is drawn in its own unit, against the target it had at the time", async () => {
    const { page } = await openMeasured({ target: 40, before: 20 }, [14, 10], [1, 20]);
    await drawInPost(page);
    await page.getByRole("img", { name: /^In post over time: from 0 people to 20 people/u }).waitFor();
    await page.locator(".history-chart__target").waitFor({ state: "attached" });
    const entries = page.getByRole("list", { name: "Check-ins, newest first" }).getByRole("listitem");
    await expect.poll(() => entries.first().innerText()).toContain("In post: 20 people was 10 people");
    expect(await entries.last().innerText()).toContain("In post: 10 people (of 20 people then)");
    expect(await entries.last().innerText()).toContain("50%");
  });

  it("SCR-752: a check-in after another target is read against that in a history that was open all the while", async () => {
    const { page } = await openMeasured({ target: 20 }, [7, 10]);
    const sheet = page.getByRole("dialog", { name: /^Objective:/u });
    const entries = sheet.getByRole("list", { name: "Check-ins, newest first" }).getByRole("listitem");
    await expect.poll(() => entries.first().innerText()).toContain("Progress 50%");
    await sheet.getByRole("button", { name: /^Change/u }).click();
    await sheet.getByRole("textbox", { name: "To" }).fill("40");
    await page.keyboard.press("Enter");
    await expect.poll(() => entries.first().innerText()).toContain("In post: 10 people (of 20 people then)");

    await sheet.getByRole("button", { name: "Check in", exact: true }).click();
    await checkInForm(page).getByRole("spinbutton", { name: "In post" }).fill("30");
    await page.keyboard.press("Enter");
    await expect.poll(() => entries.count()).toBe(2);
    expect(await entries.first().innerText()).toContain("In post: 30 people was 10 people");
    expect(await entries.first().innerText()).toContain("Progress 75% was 50%");
    await drawInPost(page);
    const chart = page.getByRole("img", { name: /^In post over time/u });
    expect(await chart.getAttribute("aria-label")).toContain("; target 20 people, then 40 people; ");
  });

  it("SCR-754: a key result's target is said at its line, in its unit, and read out with what it was before", async () => {
    const { page } = await openMeasured({ target: 40, before: 20 }, [14, 10], [1, 20]);
    await drawInPost(page);
    const chart = page.getByRole("img", { name: /^In post over time/u });
    await expect.poll(() => chart.locator("text").allTextContents()).toContain("Target 40 people");
    expect(await chart.getAttribute("aria-label")).toContain("; target 20 people, then 40 people; ");
  });

  it.each([
    { target: 40, before: 20 },
    { target: 40, unit: "posts on a permanent contract, each year" },
    { target: 600, start: 1_200, unit: "calls" },
  ])("SCR-754: its word lies within the chart also on the narrowest phone: %j", async (measure) => {
    const { page } = await openMeasured({ ...measure, width: 320 }, [14, 10], [1, 20]);
    await drawInPost(page);
    const [chart] = await boxesOf(page.locator(".history-chart"));
    const [word] = await boxesOf(page.locator(".history-chart__target-word"));
    expect(word?.left).toBeGreaterThan(chart?.left ?? Infinity);
    expect(word?.right).toBeLessThan(chart?.right ?? 0);
  });

  it.each([320, 390, 1366])("SCR-753: statuses of a few weeks each have shapes, %i pixels wide", async (width) => {
    const server = await startServer();
    const file = planFileOf({ missions: 1, objectives: 1, checkIns: 12 });
    const statuses = ["onTrack", "atRisk", "offTrack"];
    const checkIns = file.checkIns.map((said, week) => ({ ...said, status: statuses[Math.floor(week / 4)] }));
    const address = `/p/${await server.createPlan({ ...file, checkIns })}/o/${String(file.objectives[0]?.["id"])}`;
    const page = await browser.open(`${server.url}${address}`, { viewport: { width, height: 800 } });
    const bands = page.locator(".history-chart__band");
    await expect.poll(() => bands.count()).toBe(4);
    // In one moment: the sheet may still be on its way in.
    const boxes = await boxesOf(bands.locator(".status-shape, rect"));
    expect(boxes).toHaveLength(8);
    for (let nth = 0; nth < boxes.length; nth += 2) {
      const [room, shape] = [boxes[nth]!, boxes[nth + 1]!];
      expect(shape.width).toBeGreaterThanOrEqual(6);
      expect(shape.height).toBe(shape.width);
      expect(shape.left).toBeGreaterThan(room.left);
      expect(shape.right).toBeLessThan(room.right);
    }
  });

  it("SCR-755: check-ins of one day are told apart by their time, in the list and in the table", async () => {
    const server = await startServer();
    const file = planFileOf({ missions: 1, objectives: 1, checkIns: 3 });
    const times = ["2026-03-02T09:05:00Z", "2026-03-10T09:30:00Z", "2026-03-10T14:45:00Z"].map((at) => Date.parse(at));
    const checkIns = file.checkIns.map((said, nth) => ({ ...said, at: times[nth] }));
    const url = `${server.url}/p/${await server.createPlan({ ...file, checkIns })}`;
    const page = await browser.open(url, { locale: "en-GB", timezoneId: "Europe/London" });
    await connectionIs(page, "saved");
    await beAs(page, OWNER);
    await page.getByRole("link", { name: /^Objective 1/u }).click();
    const days = ["10 March 2026 at 14:45", "10 March 2026 at 09:30", "2 March 2026"];
    const list = page.getByRole("list", { name: "Check-ins, newest first" });
    const whens = () => list.locator(".history__when").allInnerTexts();
    await expect.poll(whens).toEqual(days.map((day) => `${day} · ${OWNER}`));
    for (const day of days)
      expect(await list.getByRole("button", { name: `Take back what you said on ${day}`, exact: true }).count()).toBe(
        1,
      );
    await page.getByRole("button", { name: "Show as a table" }).click();
    await expect.poll(() => page.getByRole("rowheader").allInnerTexts()).toEqual(days);
  });

  it("SCR-947: a year in which nothing was said takes no room: what was said since does", async () => {
    const { page } = await openDuePlan(browser);
    await page.getByRole("link", { name: "Objective 1", exact: true }).click();
    const chart = page.getByRole("img", { name: /^Progress over time: from 10% to 30%; not started, then on track;/u });
    await chart.waitFor();
    await expect.poll(() => chart.locator(".history-chart__band rect").count()).toBe(2);
    const [before, since] = await boxesOf(chart.locator(".history-chart__band rect"));
    expect(before?.width).toBeGreaterThan(6);
    expect(since?.width).toBeGreaterThan(4 * (before?.width ?? Infinity));
    expect(await page.getByRole("button", { name: /^Show all since/u }).count()).toBe(0);
  });

  it("SCR-304: nothing is drawn while there is one check-in only", async () => {
    const server = await startServer();
    const file = planFileOf({ missions: 1, objectives: 1, checkIns: 1 });
    const page = await browser.open(
      `${server.url}/p/${await server.createPlan(file)}/o/${String(file.objectives[0]?.["id"])}`,
    );
    await page.getByRole("list", { name: "Check-ins, newest first" }).waitFor();
    expect(await page.getByRole("img", { name: /over time/u }).count()).toBe(0);
  });

  it("SCR-303: of five years of check-ins the latest are shown at first, and all when asked for", async () => {
    const server = await startServer();
    const file = planFileOf({ missions: 1, objectives: 1, checkIns: 260 });
    const page = await browser.open(
      `${server.url}/p/${await server.createPlan(file)}/o/${String(file.objectives[0]?.["id"])}`,
    );
    const entries = page.getByRole("list", { name: "Check-ins, newest first" }).getByRole("listitem");
    await entries.first().waitFor();
    await expect.poll(() => entries.count()).toBe(12);
    await page.getByRole("button", { name: "Show the 248 before" }).click();
    await expect.poll(() => entries.count()).toBe(260);
    // The chart begins with the last of these years (SCR-676), in which single check-ins can be told apart.
    const dots = page.locator(".history-chart__dot");
    await page.getByRole("img", { name: /^Progress over the last year:/u }).waitFor();
    expect(await dots.count()).toBeGreaterThan(40);
    await page.getByRole("button", { name: /^Show all since 20/u }).click();
    await page.getByRole("img", { name: /^Progress over time:/u }).waitFor();
    await expect.poll(() => dots.count()).toBe(0);
    await page.getByRole("button", { name: "Show the last year" }).click();
    await page.getByRole("img", { name: /^Progress over the last year:/u }).waitFor();
  });
});
