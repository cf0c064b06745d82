import { Minus, Plus } from "lucide-react";
import { useId } from "react";
import type { KeyboardEvent, ReactNode, RefObject } from "react";

import { KEYS } from "../view/keys.ts";
import { readNumber } from "./readDraft.ts";
import { stepped } from "./valueSteps.ts";
import type { ValueSteps } from "./valueSteps.ts";

interface ValueFieldProps {
  readonly label: string;
  /** What stands behind the number: its unit, and where it is to go. */
  readonly after: ReactNode;
  readonly steps: ValueSteps;
  /** How it stands, in words, while something else is typed. */
  readonly was?: string | undefined;
  /** As typed. */
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** What is wrong with it, once somebody has tried to record it. */
  readonly problem: string | undefined;
  readonly fieldRef?: RefObject<HTMLInputElement | null> | undefined;
}

/** Where something stands now: a number that is typed, stepped by arrow keys, or by two buttons where there are none. */
export function ValueField({ label, after, steps, was, value, onChange, problem, fieldRef }: ValueFieldProps) {
  const id = useId();
  const step = (by: 1 | -1): void => onChange(stepped(value, by, steps));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!KEYS.step.is(event)) return;
    event.preventDefault();
    step(event.key === "ArrowUp" ? 1 : -1);
  };
  return (
    <div className="value-field">
      <label className="field__label value-field__label" htmlFor={id}>
        {label}
      </label>
      <span className="value-field__number">
        <StepButton label={`Less: ${label}`} icon={<Minus />} onPress={() => step(-1)} />
        <input
          id={id}
          ref={fieldRef}
          className="input value-field__input"
          role="spinbutton"
          inputMode="decimal"
          autoComplete="off"
          maxLength={40}
          value={value}
          aria-valuenow={readNumber(value)}
          aria-valuetext={value}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? `${id}-after` : `${id}-problem ${id}-after`}
          onKeyDown={onKeyDown}
          onFocus={(event) => event.target.select()}
          onChange={(event) => onChange(event.target.value)}
        />
        <StepButton label={`More: ${label}`} icon={<Plus />} onPress={() => step(1)} />
      </span>
      <span className="value-field__unit" id={`${id}-after`}>
        {after}
        {was !== undefined && (
          <>
            , <span className="value-field__was">was {was}</span>
          </>
        )}
      </span>
      {problem !== undefined && (
        <p className="field__error value-field__problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

interface StepButtonProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onPress: () => void;
}

/** For a finger or a mouse; the keyboard has its arrow keys in the field. A press takes focus from nothing. */
function StepButton({ label, icon, onPress }: StepButtonProps) {
  return (
    <button
      type="button"
      className="button button--quiet button--icon value-field__step"
      aria-label={label}
      tabIndex={-1}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {icon}
    </button>
  );
}
