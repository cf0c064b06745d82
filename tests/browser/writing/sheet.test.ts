import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import type { ObjectiveId } from "#shared/model/id.ts";

import { card, cardsOf, connectionIs, focusIsIn, missionsOf, restingBox } from "../../support/boardPage.ts";
import { useBrowser } from "../../support/browser.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();
const DESK = { viewport: { width: 1366, height: 768 }, locale: "en-GB" };

async function openExample() {
  const server = await startServer();
  const url = `${server.url}/p/${await server.createPlan({ template: "example" })}`;
  const page = await browser.open(url, DESK);
  const [first, second] = await missionsOf(page);
  const [held] = first ? await cardsOf(page, first) : [];
  await connectionIs(page, "saved");
  return { page, url, second, held: held as ObjectiveId, link: page.locator(`#title-${held}`).getByRole("link") };
}

function sheetOf(page: Page): Locator {
  return page.getByRole("dialog", { name: /^Objective/ });
}

function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((element) => element === document.activeElement);
}

function inTwoWeeks(): string {
  const day = new Date();
  day.setDate(day.getDate() + 14);
  return day.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
}

describe("the sheet of an objective", () => {
  it("SCR-147: it has an address that can be reloaded and sent; Back leaves it, and Escape leaves no trail", async () => {
    const { page, url, held, link } = await openExample();
    await link.click();
    await sheetOf(page).waitFor();
    await expect.poll(() => page.url()).toBe(`${url}/o/${held}`);
    await expect.poll(() => page.title()).toMatch(/^.+ – ICT work plan.* – Waymark$/);
    await page.reload();
    await sheetOf(page).waitFor();
    await page.goBack();
    await expect.poll(() => sheetOf(page).count()).toBe(0);
    await expect.poll(() => page.url()).toBe(url);
    await link.click();
    await focusIsIn(sheetOf(page));
    await page.keyboard.press("Escape");
    await expect.poll(() => page.url()).toBe(url);
    await expect.poll(() => isFocused(link)).toBe(true);
    await page.goForward();
    await sheetOf(page).waitFor();

    const direct = await browser.open(`${url}/o/${held}`, DESK);
    await focusIsIn(sheetOf(direct));
    await direct.keyboard.press("Escape");
    await expect.poll(() => direct.url()).toBe(url);
    await direct.goto(`${url}/o/nosuchobjective`);
    await direct.getByRole("heading", { name: "There is no such objective" }).waitFor();
    await focusIsIn(sheetOf(direct));
    await direct.keyboard.press("Escape");
    await expect.poll(() => direct.url()).toBe(url);
  });

  it("SCR-148: a colleague's move is told in a quiet line, and an archive with a way back; nothing else moves", async () => {
    const { page, url, held, link, second } = await openExample();
    await link.click();
    const title = sheetOf(page).getByRole("textbox", { name: "Title", exact: true });
    await title.press("End");
    await page.keyboard.type(" toge");
    await sheetOf(page).getByRole("spinbutton", { name: /day/ }).waitFor();
    const heading = sheetOf(page).getByRole("heading", { name: "Links" });
    const top = async () => (await heading.boundingBox())?.y;
    const before = (await restingBox(heading)).y;

    const colleague = await browser.open(url, DESK);
    await connectionIs(colleague, "saved");
    await colleague.getByRole("button", { name: "Who are you?" }).click();
    await colleague.getByRole("textbox", { name: /name/ }).fill("Ana");
    await colleague.keyboard.press("Enter");
    await colleague.locator(`#handle-${held}`).click();
    await colleague.getByRole("menuitem", { name: "Data at the heart of everything" }).click();
    await colleague.getByRole("menuitem", { name: "At the end" }).click();
    const news = sheetOf(page).getByRole("status", { name: "News" });
    await news.getByText("Ana moved this to “Data at the heart of everything”.").waitFor();
    if (second) await colleague.getByTestId(`mission-${second}`).getByTestId(`card-${held}`).waitFor();
    await page.keyboard.type("ther");
    expect(await isFocused(title)).toBe(true);
    expect(await title.inputValue()).toMatch(/ together$/);
    expect(await top()).toBe(before);

    await colleague.locator(`#handle-${held}`).click();
    await colleague.getByRole("menuitem", { name: "Archive" }).click();
    await news.getByText(/Ana archived this objective/).waitFor();
    expect(await isFocused(title)).toBe(true);
    expect(await top()).toBe(before);
    await page.keyboard.type("!");
    expect(await title.inputValue()).toMatch(/ together$/);
    await news.getByRole("button", { name: "Restore" }).click();
    await card(colleague, held).waitFor();
    await title.press("End");
    await page.keyboard.type("!");
    await card(colleague, held)
      .getByText(/ together!$/)
      .waitFor();
  });

  it("SCR-143: notes are read as Markdown without HTML, pictures or unsafe links, and written by a click or Enter until Done", async () => {
    const { page, link } = await openExample();
    await link.click();
    const edit = sheetOf(page).getByRole("button", { name: /^(Add|Edit) notes$/ });
    await edit.focus();
    await page.keyboard.press("Enter");
    const field = sheetOf(page).getByRole("textbox", { name: "Notes", exact: true });
    await field.fill(
      [
        "# Aim",
        "See https://example.org/a and [mail](mailto:a@example.org), **soon**",
        "",
        "![chart](https://elsewhere.example/x.png)",
        "",
        "[bad](javascript:alert(1)) <img src=x onerror=alert(1)> <script>alert(1)</script>",
      ].join("\n"),
    );
    await page.keyboard.press("Escape");
    await expect.poll(() => isFocused(edit)).toBe(true);
    const notes = sheetOf(page).locator(".notes");
    await notes.getByRole("heading", { name: "Aim" }).waitFor();
    await notes.locator("strong", { hasText: "soon" }).waitFor();
    const links = await notes
      .locator("a")
      .evaluateAll((found) =>
        found.map((a) => ["href", "target", "rel"].map((name) => a.getAttribute(name)).join(" ")),
      );
    expect(links).toEqual([
      "https://example.org/a _blank noopener noreferrer",
      "mailto:a@example.org _blank noopener noreferrer",
      "https://elsewhere.example/x.png _blank noopener noreferrer",
    ]);
    expect(await notes.locator("img, script").count()).toBe(0);
    await notes.locator("strong").click();
    await expect.poll(() => isFocused(field)).toBe(true);
    await sheetOf(page).getByRole("heading", { name: "Links" }).click();
    await notes.waitFor();
    await edit.click();
    await sheetOf(page).getByRole("button", { name: "Done", exact: true }).click();
    await expect.poll(() => isFocused(edit)).toBe(true);
    await expect.poll(() => field.count()).toBe(0);
  });

  it("SCR-144: an owner is found by typing the beginning of a name, or added by Enter, with the keyboard alone", async () => {
    const { page, held, link } = await openExample();
    await link.click();
    const owner = sheetOf(page).getByRole("combobox", { name: "Owner" });
    // What comes late scrolls the sheet, which closes an open list.
    await sheetOf(page).getByRole("spinbutton", { name: /day/ }).waitFor();
    await sheetOf(page).getByRole("list", { name: "Check-ins, newest first" }).waitFor();
    await restingBox(owner);
    await owner.focus();
    await restingBox(owner);
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Director");
    await page.getByRole("option", { name: "Director of ICT" }).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => owner.inputValue()).toBe("Director of ICT");
    await owner.focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Head of D");
    await page
      .getByRole("option", { name: /^Head of D/ })
      .first()
      .waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => owner.inputValue()).toMatch(/^Head of D/);
    await owner.focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Grace Hopper");
    await page.getByRole("option", { name: "Add “Grace Hopper”" }).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => owner.inputValue()).toBe("Grace Hopper");
    await page.keyboard.press("Escape");
    if ((await sheetOf(page).count()) > 0) await page.keyboard.press("Escape");
    await card(page, held).getByText("Grace Hopper").waitFor();
  });

  it("SCR-145: a due date is picked in one press from those meant most often", async () => {
    const { page, held, link } = await openExample();
    await link.click();
    await sheetOf(page).getByRole("button", { name: "Remove the due date" }).click();
    await sheetOf(page)
      .getByRole("button", { name: /Calendar/ })
      .click();
    const days = [inTwoWeeks()];
    await page.getByRole("button", { name: "In two weeks" }).click();
    // It may have become midnight meanwhile.
    days.push(inTwoWeeks());
    await page.keyboard.press("Escape");
    if ((await sheetOf(page).count()) > 0) await page.keyboard.press("Escape");
    await card(page, held)
      .getByText(new RegExp(days.join("|"), "u"))
      .waitFor();
  });

  it("SCR-146: a link is added by its address, with words for it, and its change and removal can be taken back", async () => {
    const { page, link } = await openExample();
    await link.click();
    const sheet = sheetOf(page);
    const door = sheet.getByRole("button", { name: "Add a link" });
    const fields = sheet.getByRole("textbox", { name: /^Words|^Address/u });
    await sheet.getByText(/^None yet\. A page/u).waitFor();
    expect(await fields.count()).toBe(0);
    await door.press("Enter");
    await expect.poll(() => isFocused(sheet.getByRole("textbox", { name: /^Address/ }))).toBe(true);
    await page.keyboard.press("Escape");
    await expect.poll(() => isFocused(door)).toBe(true);
    await page.keyboard.press("Enter");
    await sheet.getByRole("textbox", { name: /^Words/ }).fill("The plan page");
    await sheet.getByRole("textbox", { name: /^Address/ }).fill("javascript:alert(1)");
    await page.keyboard.press("Enter");
    await page.getByText(/That is no web or mail address/).waitFor();
    await sheet.getByRole("textbox", { name: /^Address/ }).fill("localhost:8080/plan");
    await page.keyboard.press("Enter");
    const added = sheet.getByRole("link", { name: /^The plan page/ });
    await added.waitFor();
    expect(await added.getAttribute("href")).toBe("https://localhost:8080/plan");
    expect(await added.getAttribute("rel")).toContain("noopener");
    await expect.poll(() => isFocused(door)).toBe(true);
    expect(await fields.count()).toBe(0);
    const change = sheet.getByRole("button", { name: "Change the link The plan page" });
    await change.press("Enter");
    await page.keyboard.type(" that is not kept");
    await page.keyboard.press("Escape");
    await expect.poll(() => isFocused(change)).toBe(true);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("The plan, in short");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("example.org/short");
    await page.keyboard.press("Enter");
    const changed = sheet.getByRole("link", { name: /^The plan, in short/ });
    expect(await changed.getAttribute("href")).toBe("https://example.org/short");
    await page.keyboard.press("Control+z");
    await added.waitFor();
    await sheet.getByRole("button", { name: "Remove the link The plan page" }).click();
    await expect.poll(() => added.count()).toBe(0);
    await page.keyboard.press("Control+z");
    await added.waitFor();
  });

  it("SCR-651: a link without an address is refused in our words beside it, not in a bubble of the browser", async () => {
    const { page, link } = await openExample();
    await link.click();
    await page.evaluate(() => {
      const told = (event: Event): void => {
        if (!event.defaultPrevented) document.title = "A bubble of the browser";
      };
      window.addEventListener("invalid", (event) => setTimeout(() => told(event)), { capture: true });
    });
    const sheet = sheetOf(page);
    const address = sheet.getByRole("textbox", { name: /^Address/ });
    await sheet.getByRole("button", { name: "Add a link" }).click();
    await sheet.getByRole("button", { name: "Add link" }).click();
    const problem = sheet.getByRole("alert");
    await expect.poll(() => problem.innerText()).toBe("Paste or type an address first.");
    await expect.poll(() => isFocused(address)).toBe(true);
    expect(await address.getAttribute("aria-describedby")).toBe(await problem.getAttribute("id"));
    expect(await address.getAttribute("aria-invalid")).toBe("true");
    await page.keyboard.type("e");
    await problem.waitFor({ state: "detached" });
    expect(await page.title()).not.toBe("A bubble of the browser");
  });

  it("SCR-147: on a phone the sheet is the whole screen", async () => {
    const { url, held } = await openExample();
    const phone = await browser.open(`${url}/o/${held}`, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await sheetOf(phone).waitFor();
    await expect.poll(async () => (await phone.locator(".sheet").boundingBox())?.x).toBe(0);
    expect(await restingBox(phone.locator(".sheet"))).toMatchObject({ width: 390, height: 844 });
  });
});
