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

/**
 * Every screen and state of the product, by name. Each is pictured at every size in both themes (`npm run screenshots`)
 * and looked through for faults of accessibility (tests/browser/look/accessible.test.ts), with nothing more to do.
 *
 * To add one: one entry in the file of its part, `"my-state": async (stage) => { await openPlan(stage); … }`, that ends
 * with waiting for what is to be seen. A new part has a file of its own, `myScreens.ts`, and one line here. Helpers are
 * in stage.ts; `npm run screenshots -- my-state` makes its ten pictures.
 */
export const SCREENS: Screens = {
  ...plansScreens,
  ...entryScreens,
  ...boardScreens,
  ...checkInScreens,
  ...movingScreens,
  ...objectiveScreens,
  ...updatesScreens,
  ...peopleScreens,
  ...connectionScreens,
  ...rightsScreens,
};
