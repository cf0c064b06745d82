import type { RefObject } from "react";

import type { KeyResultId } from "#shared/model/id.ts";
import type { KeyResult } from "#shared/model/keyResult.ts";
import type { ObjectiveState } from "#shared/queries/objectiveState.ts";
import { meanProgress } from "#shared/queries/objectiveState.ts";

import { measuredShortly, wayInWords } from "../ui/measured.ts";
import { ProgressBar } from "../ui/ProgressBar.tsx";
import { readNumber } from "./readDraft.ts";
import type { NumberProblems } from "./readDraft.ts";
import { ValueField } from "./ValueField.tsx";
import { stepsOf } from "./valueSteps.ts";
import { YesNoField } from "./YesNoField.tsx";

interface KeyResultFieldsProps {
  readonly keyResults: readonly KeyResult[];
  readonly state: ObjectiveState;
  /** As typed; only what was touched. */
  readonly typed: ReadonlyMap<KeyResultId, string>;
  readonly onChange: (typed: ReadonlyMap<KeyResultId, string>) => void;
  readonly problems: NumberProblems;
  readonly fieldRef: RefObject<HTMLInputElement | null>;
}

/** One field for each key result, and what they come to together while they are being changed. */
export function KeyResultFields({ keyResults, state, typed, onChange, problems, fieldRef }: KeyResultFieldsProps) {
  const change = (id: KeyResultId, text: string): void => onChange(new Map(typed).set(id, text));
  const firstNumber = keyResults.find(({ measure }) => measure.kind !== "yesNo");
  return (
    <div className="measures">
      {keyResults.map(({ id, title, measure }) => {
        const standing = state.values.get(id);
        const text = typed.get(id) ?? standing?.toString() ?? "";
        if (measure.kind === "yesNo") {
          return (
            <YesNoField
              key={id}
              label={title}
              value={text === "" ? null : Number(text)}
              onChange={(answer) => change(id, String(answer))}
            />
          );
        }
        return (
          <ValueField
            key={id}
            label={title}
            after={wayInWords(measure)}
            steps={stepsOf(measure)}
            was={
              standing !== undefined && readNumber(text) !== standing ? measuredShortly(standing, measure) : undefined
            }
            value={text}
            onChange={(next) => change(id, next)}
            problem={problems.get(id)}
            fieldRef={id === firstNumber?.id ? fieldRef : undefined}
          />
        );
      })}
      <TogetherNow keyResults={keyResults} state={state} typed={typed} />
    </div>
  );
}

type TogetherNowProps = Pick<KeyResultFieldsProps, "keyResults" | "state" | "typed">;

/** The mean of the key results with what has been typed so far. */
function TogetherNow({ keyResults, state, typed }: TogetherNowProps) {
  const values = new Map(state.values);
  for (const [id, text] of typed) {
    const value = readNumber(text);
    if (value !== undefined) values.set(id, value);
  }
  const mean = meanProgress(keyResults, values);
  return (
    <p className="measures__together">
      <span>Progress</span>
      <ProgressBar value={mean} />
      <output className="measures__mean">{mean}%</output>
    </p>
  );
}
