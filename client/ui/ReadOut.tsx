import { useEffect, useState } from "react";

/** What changes with each letter is read out once somebody stops typing; in milliseconds. */
const PAUSE = 500;

interface ReadOutProps {
  readonly label: string;
  readonly sentence: string;
}

/** What a screen reader says of what can be seen, after a pause. */
export function ReadOut({ label, sentence }: ReadOutProps) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSaid(sentence), PAUSE);
    return () => clearTimeout(timer);
  }, [sentence]);
  return (
    <span className="visually-hidden" role="status" aria-label={label}>
      {said}
    </span>
  );
}
