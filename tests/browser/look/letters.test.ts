import { expect, it } from "vitest";

import { useBrowser } from "../../support/browser.ts";
import { planFileOf } from "../../support/largePlan.ts";
import { startServer } from "../../support/startServer.ts";

const browser = useBrowser();

it("SCR-828: Greek and Cyrillic letters come in the font of all others, which is fetched where they are written only", async () => {
  const server = await startServer();
  const fetchedFor = async (title: string): Promise<readonly string[]> => {
    const file = planFileOf({ missions: 1, objectives: 1 });
    const missions = file.missions.map((mission) => ({ ...mission, title }));
    const planId = await server.createPlan({ ...file, missions });
    const fetched = new Set<string>();
    const page = await browser.open(`${server.url}/p/${planId}`, {
      prepare: async (opened) =>
        void opened.on("request", (request) => {
          const font = /inter-([a-z-]+)-wght/u.exec(request.url())?.[1];
          if (font !== undefined) fetched.add(font);
        }),
    });
    await page.locator(".column__title", { hasText: title }).waitFor();
    await page.evaluate("document.fonts.ready");
    await page.close();
    return [...fetched].toSorted();
  };
  expect(await fetchedFor("Zoë Nuñez")).toEqual(["latin"]);
  expect(await fetchedFor("Łukasz, Šárka, Şenol")).toEqual(["latin", "latin-ext"]);
  expect(await fetchedFor("Сергей, Ольга")).toEqual(["cyrillic", "latin"]);
  expect(await fetchedFor("Ελένη, Γιώργος")).toEqual(["greek", "latin"]);
  const ahead = await (await fetch(`${server.url}/sw.js`)).text();
  expect(ahead).toContain("inter-latin-wght");
  expect(ahead).not.toMatch(/inter-(?:greek|cyrillic)/u);
});
