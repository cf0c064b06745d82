import { useMemo } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Popover } from "react-aria-components/Popover";

import { setMissionCadence } from "#shared/commands/missions.ts";
import { setCadence } from "#shared/commands/plan.ts";
import type { MissionId } from "#shared/model/id.ts";

import { useRecords } from "../plan/usePlan.ts";
import { focusSoon } from "../view/passFocus.ts";
import { closePopup } from "../view/popupStore.ts";
import { useRun } from "../view/useRun.ts";
import { RhythmChoices } from "./RhythmChoices.tsx";
import "./popovers.css";

interface RhythmPopoverProps {
  /** Null: that of the plan. */
  readonly missionId: MissionId | null;
  readonly anchor: Element;
}

/** How often check-ins are asked for: in one press, or by a number of days. */
export function RhythmPopover({ missionId, anchor }: RhythmPopoverProps) {
  const run = useRun();
  const triggerRef = useMemo(() => ({ current: anchor }), [anchor]);
  const ofPlan = useRecords((records) => records.plan.cadenceDays);
  const mission = useRecords((records) => (missionId === null ? null : (records.missions.get(missionId) ?? null)));
  const chosen = missionId === null ? ofPlan : (mission?.cadenceDays ?? null);
  const choose = (cadenceDays: number | null): void => {
    closePopup();
    // From a menu, which is gone: what it was opened from gets focus back.
    focusSoon(() => anchor);
    if (missionId !== null) run(setMissionCadence, { missionId, cadenceDays }, "offerUndo");
    else if (cadenceDays !== null) run(setCadence, { cadenceDays }, "offerUndo");
  };
  return (
    <Popover className="popover" triggerRef={triggerRef} isOpen placement="bottom end" onOpenChange={closePopup}>
      <Dialog className="rhythm">
        <Heading slot="title" className="rhythm__title">
          {mission ? `How often to check in on “${mission.title}”` : "How often to check in"}
        </Heading>
        <p className="field__hint">
          After that long without a check-in an objective is late. Paused and done ones never are.
        </p>
        <RhythmChoices ofPlan={ofPlan} chosen={chosen} asPlan={missionId !== null} onChoose={choose} />
      </Dialog>
    </Popover>
  );
}
