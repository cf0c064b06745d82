import { Check, CloudOff, Eye, LoaderCircle, TriangleAlert } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { useState } from "react";

import { useConnection } from "../plan/usePlan.ts";
import { connectionWords } from "./connectionWords.ts";
import type { ConnectionWords } from "./connectionWords.ts";
import { heardNext } from "./heardConnection.ts";

const SHAPES: Readonly<Record<ConnectionWords["shape"], LucideIcon>> = {
  tick: Check,
  turning: LoaderCircle,
  cut: CloudOff,
  eye: Eye,
  warning: TriangleAlert,
};

/** Whether what is on screen is safe, in a word; the sentence is there for whoever asks, and read out with it. */
export function ConnectionStatus() {
  const told = useConnection();
  const words = connectionWords(told);
  const [heard, setHeard] = useState(() => heardNext(null, told.connection));
  if (heard.state !== told.connection) setHeard(heardNext(heard, told.connection));
  const Shape = SHAPES[words.shape];
  return (
    <div
      className={`connection connection--${words.shape}`}
      role="status"
      aria-live={heard.aloud ? "polite" : "off"}
      data-testid="connection"
      data-state={told.connection}
    >
      {/* As the hint of the whole it would be its name, too, and read twice. */}
      <span className="connection__shown" title={words.sentence} aria-hidden="true">
        <Shape className="icon" />
        <span key={words.word} className="connection__word">
          {words.word}
          {words.more !== undefined && <span className="connection__more">{words.more}</span>}
        </span>
      </span>
      <span className="visually-hidden">
        {words.word}
        {words.more}. {words.sentence}
      </span>
    </div>
  );
}
