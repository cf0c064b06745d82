import { Copy } from "lucide-react";
import { useEffect, useRef } from "react";

import type { PersonId } from "#shared/model/id.ts";
import { personOf } from "#shared/queries/people.ts";

import { usePlanSession, useRecords } from "../plan/usePlan.ts";
import { copyText } from "../ui/copyText.ts";
import { longDate } from "../ui/dates.ts";
import { focusSoon } from "../view/passFocus.ts";
import { Begun } from "./Begun.tsx";
import { BoardLink } from "./BoardLink.tsx";
import { NothingDue } from "./NothingDue.tsx";
import { saidInLines } from "./saidInLines.ts";
import type { RoundInUse } from "./useRound.ts";

interface RoundEndProps {
  readonly personId: PersonId;
  readonly round: Pick<RoundInUse, "updates" | "skipped" | "startedAt" | "takeUp" | "goTo">;
}

/** Nothing more waits: what was said, to be taken along as text, and what was put off. */
export function RoundEnd({ personId, round: { updates, skipped, startedAt, takeUp, goTo } }: RoundEndProps) {
  const isAll = skipped.length === 0;
  const next = isAll ? ".round-end__said button, .round-end__begun button" : ".round-end__skipped button";
  // Not as it is drawn: the dialog that all the rest was said in is still over it then, and nothing beneath takes focus.
  useEffect(() => focusSoon(() => document.querySelector(next)), [next]);
  const session = usePlanSession();
  const records = useRecords((all) => all);
  const now = session.now();
  const heading = `${records.plan.title.trim()}, ${longDate(now)}, ${personOf(records, personId)?.name ?? "Somebody"}`;
  const lines = saidInLines(records, personId, startedAt, now);
  return (
    <section className="round-end">
      {lines.length > 0 && <Said heading={heading} lines={lines} />}
      <Begun personId={personId} due={updates.due} onGoOn={goTo} />
      {isAll ? (
        <NothingDue updates={updates} />
      ) : (
        <div className="round-end__skipped">
          <p>{skipped.length === 1 ? "One was put off." : `${skipped.length} were put off.`}</p>
          <div className="my-updates__buttons">
            <button type="button" className="button button--primary" onClick={takeUp}>
              Take {skipped.length === 1 ? "it" : "them"} up now
            </button>
            <BoardLink />
          </div>
        </div>
      )}
    </section>
  );
}

interface SaidProps {
  readonly heading: string;
  readonly lines: readonly string[];
}

function Said({ heading, lines }: SaidProps) {
  const list = useRef<HTMLDivElement>(null);
  const copy = async (): Promise<void> => {
    const text = [heading, ...lines.map((line) => `- ${line}`)].join("\n");
    await copyText(text, "Copied. Paste it where you write your weeknote.", list.current);
  };
  return (
    <div className="round-end__said">
      <h3 className="round-end__heading">What you said</h3>
      <div ref={list} className="round-end__text">
        <p className="visually-hidden">{heading}</p>
        <ul className="round-end__lines">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      <button type="button" className="button" onClick={() => void copy()}>
        <Copy className="icon" aria-hidden="true" />
        Copy as text
      </button>
    </div>
  );
}
