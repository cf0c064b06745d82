import { useId } from "react";

interface YesNoFieldProps {
  readonly label: string;
  /** 1 for yes, 0 for no, null if nobody has said. */
  readonly value: number | null;
  readonly onChange: (value: 0 | 1) => void;
}

const ANSWERS = [
  { value: 0, word: "No" },
  { value: 1, word: "Yes" },
] as const;

/** A key result that is met or not: two radio buttons, each a press away. */
export function YesNoField({ label, value, onChange }: YesNoFieldProps) {
  const name = useId();
  return (
    <fieldset className="yes-no">
      <legend className="field__label">{label}</legend>
      <div className="yes-no__answers">
        {ANSWERS.map((answer) => (
          <label key={answer.value} className="choice">
            <input
              type="radio"
              className="choice__radio"
              name={name}
              checked={(value ?? 0) === answer.value}
              onChange={() => onChange(answer.value)}
            />
            {answer.word}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
