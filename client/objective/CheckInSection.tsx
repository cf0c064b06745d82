import { lazy, Suspense, useState } from "react";

import type { ObjectiveId } from "#shared/model/id.ts";

import { CheckInForm } from "../checkIn/CheckInForm.tsx";
import { useObjective } from "../plan/usePlan.ts";

const HistorySection = lazy(async () => ({ default: (await import("../history/HistorySection.tsx")).HistorySection }));

/** The place to say how an objective goes, and what has been said of it: as a picture, and word by word. */
export function CheckInSection({ objectiveId }: { readonly objectiveId: ObjectiveId }) {
  const objective = useObjective(objectiveId);
  const [adding, setAdding] = useState(false);
  return (
    <section className="sheet__section">
      <div className="sheet__line">
        <h3 className="sheet__heading">Check-ins</h3>
        {!adding && (
          <button type="button" className="button" onClick={() => setAdding(true)}>
            Check in
          </button>
        )}
      </div>
      {adding && (
        <div className="sheet__form">
          <CheckInForm objectiveId={objectiveId} onSaved={() => setAdding(false)} onLeave={() => setAdding(false)} />
        </div>
      )}
      {objective && (
        <Suspense fallback={<div className="sheet__history-place" />}>
          <HistorySection objective={objective} />
        </Suspense>
      )}
    </section>
  );
}
