import { Check } from "lucide-react";
import { useState } from "react";
import type { FormEvent } from "react";

import { rhythmInWords } from "#shared/commands/summaryWords.ts";
import { limits } from "#shared/model/limits.ts";

import { useNeeded } from "../ui/useNeeded.tsx";
import { rhythmAlone } from "./rhythmAlone.ts";
import "./popovers.css";

interface RhythmChoicesProps {
  /** In days. */
  readonly ofPlan: number;
  /** Null: as the plan. */
  readonly chosen: number | null;
  /** Whether that of the plan can be chosen: for a mission. */
  readonly asPlan: boolean;
  readonly onChoose: (days: number | null) => void;
}

/** In days. */
const USUAL = [7, 14, 28];

/** How often check-ins are asked for: the usual ones in one press, any other by its number of days. */
export function RhythmChoices({ ofPlan, chosen, asPlan, onChoose }: RhythmChoicesProps) {
  return (
    <>
      <div className="rhythm__choices">
        {(asPlan ? [null, ...USUAL] : USUAL).map((days) => (
          <button
            key={days}
            type="button"
            className="button button--quiet rhythm__choice"
            aria-pressed={days === chosen}
            onClick={() => onChoose(days)}
          >
            <Check className="icon" aria-hidden="true" />
            {days === null ? `As the plan, ${rhythmInWords(ofPlan)}` : rhythmAlone(days)}
          </button>
        ))}
      </div>
      <OtherDays key={chosen} days={chosen !== null && !USUAL.includes(chosen) ? chosen : null} onChoose={onChoose} />
    </>
  );
}

interface OtherDaysProps {
  readonly days: number | null;
  readonly onChoose: (days: number) => void;
}

function OtherDays({ days, onChoose }: OtherDaysProps) {
  const [typed, setTyped] = useState(days === null ? "" : String(days));
  const { least, most } = limits.cadenceDays;
  const needed = useNeeded(`Write a whole number of days, from ${least} to ${most}.`);
  const choose = (event: FormEvent): void => {
    event.preventDefault();
    onChoose(Number(typed));
  };
  return (
    <form className="rhythm__other" onSubmit={choose}>
      <label className="field">
        <span className="field__label">Every so many days</span>
        <input
          {...needed.input}
          className="input"
          type="number"
          inputMode="numeric"
          min={least}
          max={most}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <button type="submit" className="button">
        Set
      </button>
      {needed.problem}
    </form>
  );
}
