import { useRef, useState } from "react";

import type { ObjectiveId } from "#shared/model/id.ts";
import { STATUS_WORDS } from "#shared/model/status.ts";

import { CheckInForm } from "../checkIn/CheckInForm.tsx";
import { LastSaid } from "../checkIn/LastSaid.tsx";
import { useMayCheckIn, useObjective, useObjectiveState } from "../plan/usePlan.ts";
import { ProgressBar } from "../ui/ProgressBar.tsx";
import { StatusMark } from "../ui/StatusMark.tsx";

/** How an objective goes, who said so last, and the place to say it anew: what a sheet is opened for comes first in it. */
export function Standing({ objectiveId }: { readonly objectiveId: ObjectiveId }) {
  const objective = useObjective(objectiveId);
  const { status, progress } = useObjectiveState(objectiveId);
  const mayCheckIn = useMayCheckIn(objectiveId) && objective?.archived === null;
  /** After a check-in, or one that was left, focus goes back to the button that opens it. */
  const [form, setForm] = useState<"unopened" | "open" | "closed">("unopened");
  const open = form === "open";
  const section = useRef<HTMLElement>(null);
  const close = (): void => {
    // Where there is no such button any more, as once the objective is archived, focus stays here.
    section.current?.focus();
    setForm("closed");
  };
  return (
    <section ref={section} className="standing" aria-label="How it is going" tabIndex={-1}>
      <div className={`standing__state status--${status}`}>
        {mayCheckIn && !open ? (
          <button
            type="button"
            className="card__status card__status--open status"
            // The button below is the same door; with the keyboard one of them is enough.
            tabIndex={-1}
            aria-label={`${STATUS_WORDS[status]}: change`}
            onClick={() => setForm("open")}
          >
            {STATUS_WORDS[status]}
          </button>
        ) : (
          <span className="card__status">
            <StatusMark status={status} />
          </span>
        )}
        {progress !== null && <span className="standing__progress">Progress {progress}%</span>}
        <ProgressBar value={progress ?? 0} />
      </div>
      <div className="standing__said">
        <LastSaid objectiveId={objectiveId} />
        {!open && mayCheckIn && (
          <button
            type="button"
            className="button standing__check-in"
            autoFocus={form === "closed"}
            onClick={() => setForm("open")}
          >
            Check in
          </button>
        )}
      </div>
      {open && (
        <div className="sheet__form">
          <CheckInForm objectiveId={objectiveId} onSaved={close} onLeave={close} saysArchived={false} />
        </div>
      )}
    </section>
  );
}
