import type { PlanRecords } from "#shared/model/planRecords.ts";

import { useRecordsChange } from "../plan/usePlan.ts";
import { focusCard } from "../view/cardFocus.ts";
import { focusSoon } from "../view/passFocus.ts";
import { columnMenu } from "./boardElements.ts";

/** Where the tray or its strip goes while focus is in it, focus goes to what is there instead, else to what came back. */
export function useTrayMeanwhile(): void {
  useRecordsChange((records, former) => {
    if (records.objectives === former.objectives && records.missions === former.missions) return;
    // The board is drawn anew after this: until then focus is where it was.
    if (!document.activeElement?.closest(".column--tray, .tray-strip")) return;
    focusSoon(() => inTray() ?? cameBack(records, former));
  });
}

function inTray(): Element | null {
  return document.querySelector(".tray-strip__button, .column--tray button");
}

/** A card gets focus once it is drawn, which may be later. */
function cameBack(records: PlanRecords, former: PlanRecords): Element | null {
  const mission = [...records.missions.values()].find(
    ({ id, archived }) => archived === null && former.missions.get(id)?.archived,
  );
  if (mission) return columnMenu(mission.id);
  const objective = [...records.objectives.values()].find(
    ({ id, archived }) => archived === null && former.objectives.get(id)?.archived,
  );
  if (!objective) return null;
  focusCard(objective.id);
  return document.activeElement === document.body ? null : document.activeElement;
}
