import { useEffect, useId, useRef } from "react";

import { limits } from "#shared/model/limits.ts";

import { isTooLong } from "./pastedTitles.ts";

interface PastedLinesProps {
  readonly titles: readonly string[];
  readonly onAnswer: (choice: "several" | "one") => void;
}

const AND = new Intl.ListFormat("en-GB");

/** Asks whether several pasted lines are that many objectives or one title. Focus is on the first, so Enter takes it. */
export function PastedLines({ titles, onAnswer }: PastedLinesProps) {
  const several = useRef<HTMLButtonElement>(null);
  const warning = useId();
  useEffect(() => {
    several.current?.focus();
    several.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const tooLong = titles.flatMap((title, at) => (isTooLong(title) ? [`${at + 1}`] : []));
  const count = titles.length - tooLong.length;
  return (
    <div className="add-form__pasted" role="group" aria-label={`${titles.length} lines were pasted`}>
      <ol className="add-form__lines">
        {titles.map((title, at) => (
          <li key={at}>{title}</li>
        ))}
      </ol>
      {tooLong.length > 0 && (
        <p id={warning} className="field__error">
          {warningOf(tooLong)}
        </p>
      )}
      <div className="add-form__buttons">
        <button
          ref={several}
          type="button"
          className="button button--primary"
          {...(tooLong.length > 0 && { "aria-describedby": warning })}
          onClick={() => onAnswer("several")}
        >
          {count === 0 ? "Keep in the field" : `Add ${count} ${count === 1 ? "objective" : "objectives"}`}
        </button>
        {count > 0 && (
          <button type="button" className="button" onClick={() => onAnswer("one")}>
            Keep as one title
          </button>
        )}
      </div>
    </div>
  );
}

/** `lines`: the numbers of those that no title can take. */
function warningOf(lines: readonly string[]): string {
  const over = `over ${limits.titleLength} characters`;
  return lines.length === 1
    ? `Line ${lines[0]} is ${over}. It stays in the field, to be shortened.`
    : `Lines ${AND.format(lines)} are ${over}. They stay in the field, to be shortened.`;
}
