import { useId } from "react";

import { STATUSES, STATUS_WORDS } from "#shared/model/status.ts";
import type { Status } from "#shared/model/status.ts";

import { StatusShape } from "../ui/StatusShape.tsx";

interface StatusChoiceProps {
  readonly value: Status;
  readonly onChange: (status: Status) => void;
}

/** The six statuses, each a press away: radio buttons, so that arrows move between them. */
export function StatusChoice({ value, onChange }: StatusChoiceProps) {
  const name = useId();
  return (
    <fieldset className="status-choice">
      <legend className="field__label">How is it going?</legend>
      <div className="status-choice__options">
        {STATUSES.map((status) => (
          <label key={status} className={`status-choice__option status status--${status}`}>
            <input
              type="radio"
              className="status-choice__radio"
              name={name}
              value={status}
              checked={status === value}
              onChange={() => onChange(status)}
            />
            <StatusShape status={status} />
            {STATUS_WORDS[status]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
