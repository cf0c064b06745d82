import { useEffect, useRef } from "react";

interface PastedLinesProps {
  readonly titles: readonly string[];
  readonly onAnswer: (choice: "several" | "one") => void;
}

/** Asks whether several pasted lines are that many objectives or one title. Focus is on the first, so Enter takes it. */
export function PastedLines({ titles, onAnswer }: PastedLinesProps) {
  const several = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    several.current?.focus();
    several.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div className="add-form__pasted" role="group" aria-label={`${titles.length} lines were pasted`}>
      <ol className="add-form__lines">
        {titles.map((title, at) => (
          <li key={at}>{title}</li>
        ))}
      </ol>
      <div className="add-form__buttons">
        <button ref={several} type="button" className="button button--primary" onClick={() => onAnswer("several")}>
          Add {titles.length} objectives
        </button>
        <button type="button" className="button" onClick={() => onAnswer("one")}>
          Keep as one title
        </button>
      </div>
    </div>
  );
}
