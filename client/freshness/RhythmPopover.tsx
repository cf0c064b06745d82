import { Check } from "lucide-react";
import { useMemo, useState } from "react";
import type { FormEvent } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Popover } from "react-aria-components/Popover";

import { setMissionCadence } from "#shared/commands/missions.ts";
import { setCadence } from "#shared/commands/plan.ts";
import { limits } from "#shared/model/limits.ts";
import type { MissionId } from "#shared/model/id.ts";

import { useRecords } from "../plan/usePlan.ts";
import { closePopup } from "../view/popupStore.ts";
import { useRun } from "../view/useRun.ts";
import { rhythmInWords } from "./rhythmInWords.ts";
import "./popovers.css";

interface RhythmPopoverProps {
  /** Null: that of the plan. */
  readonly missionId: MissionId | null;
  readonly anchor: Element;
}

/** In days. */
const USUAL = [7, 14, 28];

/** How often check-ins are asked for: in one press, or by a number of days. */
export function RhythmPopover({ missionId, anchor }: RhythmPopoverProps) {
  const run = useRun();
  const triggerRef = useMemo(() => ({ current: anchor }), [anchor]);
  const ofPlan = useRecords((records) => records.plan.cadenceDays);
  const mission = useRecords((records) => (missionId === null ? null : (records.missions.get(missionId) ?? null)));
  const chosen = missionId === null ? ofPlan : (mission?.cadenceDays ?? null);
  const choose = (cadenceDays: number | null): void => {
    closePopup();
    if (missionId !== null) run(setMissionCadence, { missionId, cadenceDays }, "offerUndo");
    else if (cadenceDays !== null) run(setCadence, { cadenceDays }, "offerUndo");
  };
  const choices = missionId === null ? USUAL : [null, ...USUAL];
  return (
    <Popover className="popover" triggerRef={triggerRef} isOpen placement="bottom end" onOpenChange={closePopup}>
      <Dialog className="rhythm">
        <Heading slot="title" className="rhythm__title">
          {mission ? `How often to check in on “${mission.title}”` : "How often to check in"}
        </Heading>
        <p className="field__hint">
          After that long without a check-in an objective is late. Paused and done ones never are.
        </p>
        <div className="rhythm__choices">
          {choices.map((days) => (
            <button
              key={days}
              type="button"
              className="button button--quiet rhythm__choice"
              aria-pressed={days === chosen}
              onClick={() => choose(days)}
            >
              <Check className="icon" aria-hidden="true" />
              {days === null ? `As the plan, ${rhythmInWords(ofPlan)}` : upperFirst(rhythmInWords(days))}
            </button>
          ))}
        </div>
        <OtherDays days={chosen !== null && !USUAL.includes(chosen) ? chosen : null} onChoose={choose} />
      </Dialog>
    </Popover>
  );
}

interface OtherDaysProps {
  readonly days: number | null;
  readonly onChoose: (days: number) => void;
}

function OtherDays({ days, onChoose }: OtherDaysProps) {
  const [typed, setTyped] = useState(days === null ? "" : String(days));
  const choose = (event: FormEvent): void => {
    event.preventDefault();
    onChoose(Number(typed));
  };
  return (
    <form className="rhythm__other" onSubmit={choose}>
      <label className="field">
        <span className="field__label">Every so many days</span>
        <input
          className="input"
          type="number"
          inputMode="numeric"
          min={limits.cadenceDays.least}
          max={limits.cadenceDays.most}
          required
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <button type="submit" className="button">
        Set
      </button>
    </form>
  );
}

function upperFirst(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
