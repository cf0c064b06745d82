import { useId } from "react";
import type { MouseEvent } from "react";

import { STATUSES, STATUS_WORDS } from "#shared/model/status.ts";
import type { Status } from "#shared/model/status.ts";

import { isTyping } from "../view/keys.ts";

interface StatusChoiceProps {
  readonly value: Status;
  readonly onChange: (status: Status) => void;
}

/** The six statuses, each a press or a number key away: radio buttons, so that arrows move between them. */
export function StatusChoice({ value, onChange }: StatusChoiceProps) {
  const name = useId();
  return (
    <fieldset className="status-choice">
      <legend className="field__label">How is it going?</legend>
      <div className="status-choice__options">
        {STATUSES.map((status, at) => (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only so that focus stays where it is
          <label
            key={status}
            className={`choice status-choice__option status status--${status}`}
            onMouseDown={leaveFocusInField}
          >
            <input
              type="radio"
              className="choice__radio"
              name={name}
              value={status}
              aria-keyshortcuts={`${at + 1} Alt+${at + 1}`}
              checked={status === value}
              onChange={() => onChange(status)}
            />
            {STATUS_WORDS[status]}
            {/* While a field has focus, where a bare digit is text, the style sheet puts “Alt+” before it. */}
            <span className="choice__key" aria-hidden="true">
              {at + 1}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Where somebody is in a field, a number that they type next is meant for it and chooses no other status. */
function leaveFocusInField(event: MouseEvent): void {
  if (isTyping(document.activeElement)) event.preventDefault();
}
