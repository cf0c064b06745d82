import { useId } from "react";

interface KeepChoiceProps {
  readonly keeps: boolean;
  readonly onChange: (keeps: boolean) => void;
}

/** Whether this device keeps copies of plans, in words that say when not to. */
export function KeepChoice({ keeps, onChange }: KeepChoiceProps) {
  const hintId = useId();
  return (
    <div className="keep-choice">
      <label className="keep-choice__label">
        <input
          type="checkbox"
          className="keep-choice__box"
          checked={keeps}
          aria-describedby={hintId}
          onChange={(event) => onChange(event.target.checked)}
        />
        Keep a copy of my plans on this device
      </label>
      <p id={hintId} className="field__hint">
        They then open without a network, and what you change is safe until it is sent. On a computer that others use,
        keep none.
      </p>
    </div>
  );
}
