import { useEffect, useRef } from "react";
import type { RefObject } from "react";
import { Slider, SliderThumb, SliderTrack } from "react-aria-components/Slider";

import { readNumber } from "./readDraft.ts";
import { ValueField } from "./ValueField.tsx";
import { PROGRESS_STEPS } from "./valueSteps.ts";

interface ProgressFieldProps {
  /** As typed. */
  readonly value: string;
  /** What was said last; null if nobody has. */
  readonly standing: number | null;
  readonly onChange: (text: string) => void;
  readonly problem: string | undefined;
  readonly fieldRef: RefObject<HTMLInputElement | null>;
}

/** Progress where no key result says it: a number, and a bar to drag. */
export function ProgressField({ value, standing, onChange, problem, fieldRef }: ProgressFieldProps) {
  const thumb = useRef<HTMLInputElement>(null);
  // The keyboard has arrow keys in the field before it: Tab leads from there to what comes next.
  useEffect(() => {
    if (thumb.current) thumb.current.tabIndex = -1;
  }, []);
  const number = Math.min(100, Math.max(0, readNumber(value) ?? 0));
  return (
    <div className="progress-field">
      <ValueField
        label="Progress"
        after="%"
        steps={PROGRESS_STEPS}
        was={standing !== null && readNumber(value) !== standing ? `${standing}%` : undefined}
        value={value}
        onChange={onChange}
        problem={problem}
        fieldRef={fieldRef}
      />
      <Slider
        className="progress-field__slider"
        aria-label="Progress, by dragging"
        value={number}
        onChange={(next) => onChange(String(next))}
      >
        <SliderTrack className="progress-field__track">
          <span className="progress-field__fill" style={{ inlineSize: `${number}%` }} />
          <SliderThumb className="progress-field__thumb" inputRef={thumb} />
        </SliderTrack>
      </Slider>
    </div>
  );
}
