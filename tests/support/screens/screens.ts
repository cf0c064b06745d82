import { boardScreens } from "./boardScreens.ts";
import { checkInScreens } from "./checkInScreens.ts";
import { connectionScreens } from "./connectionScreens.ts";
import { entryScreens } from "./entryScreens.ts";
import { movingScreens } from "./movingScreens.ts";
import { objectiveScreens } from "./objectiveScreens.ts";
import { peopleScreens } from "./peopleScreens.ts";
import { plansScreens } from "./plansScreens.ts";
import { rightsScreens } from "./rightsScreens.ts";
import type { Screens } from "./stage.ts";
import { updatesScreens } from "./updatesScreens.ts";

/** The screens and states of each part of the product. */
export const PARTS: Readonly<Record<string, Screens>> = {
  plans: plansScreens,
  entry: entryScreens,
  board: boardScreens,
  "check-in": checkInScreens,
  moving: movingScreens,
  objective: objectiveScreens,
  updates: updatesScreens,
  people: peopleScreens,
  connection: connectionScreens,
  rights: rightsScreens,
};

/**
 * Every screen and state of the product, by name. Each is pictured at every size in both themes (`npm run screenshots`)
 * and looked through for faults of accessibility (tests/browser/look/accessible.test.ts), with nothing more to do.
 *
 * To add one: one entry in the file of its part, `"my-state": async (stage) => { await openPlan(stage); … }`, that ends
 * with waiting for what is to be seen. A new part has a file of its own, `myScreens.ts`, and one line in PARTS. Helpers
 * are in stage.ts; `npm run screenshots -- my-state` makes its ten pictures.
 */
export const SCREENS: Screens = Object.fromEntries(Object.values(PARTS).flatMap((screens) => Object.entries(screens)));
