import { useId } from "react";

import type { MeasureKind } from "#shared/model/keyResult.ts";

interface ValueFieldProps {
  readonly label: string;
  readonly unit: string;
  readonly kind?: MeasureKind;
  readonly target?: number;
  /** As typed. */
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** Where something stands now: a number with its unit, or yes or no. */
export function ValueField({ label, unit, kind = "number", target, value, onChange }: ValueFieldProps) {
  const id = useId();
  return (
    <div className="value-field">
      <label className="field__label value-field__label" htmlFor={id}>
        {label}
      </label>
      {kind === "yesNo" ? (
        <select
          id={id}
          className="input value-field__input"
          value={value || "0"}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="0">No</option>
          <option value="1">Yes</option>
        </select>
      ) : (
        <input
          id={id}
          className="input value-field__input"
          inputMode="decimal"
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      <span className="value-field__unit">
        {unit}
        {target !== undefined && kind !== "yesNo" && <> of {target}</>}
      </span>
    </div>
  );
}
