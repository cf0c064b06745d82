import { expect, it } from "vitest";

import { DeviceMemory } from "#client/plan/deviceMemory.ts";
import { nameOnly, plansOnDevice } from "#client/plan/plansOnDevice.ts";
import { newId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { Browser } from "#tests/support/clientWindow.ts";

it("SCR-631: the plans on a device are named by title, but none whose title is unknown or that the server lists no more", () => {
  const browser = new Browser();
  const memory = new DeviceMemory(browser);
  const [zoo, archive, nameless] = [newId<PlanId>(), newId<PlanId>(), newId<PlanId>()];
  memory.rememberTitle(zoo, "Zoo");
  memory.rememberTitle(archive, "Archive");
  const names = [...[zoo, archive, nameless].map((id) => `waymark.plan.${id}`), `waymark.title.${zoo}`];
  const titles = (): readonly string[] => plansOnDevice(browser, names).map(({ title }) => title);
  expect(titles()).toEqual(["Archive", "Zoo"]);
  nameOnly(browser, names, [zoo]);
  expect(titles()).toEqual(["Zoo"]);
});
