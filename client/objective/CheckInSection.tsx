import { lazy, Suspense, useState } from "react";

import type { CheckIn } from "#shared/model/checkIn.ts";
import type { ObjectiveId } from "#shared/model/id.ts";
import { lastOwnCheckIn } from "#shared/queries/ownCheckIn.ts";

import { CheckInForm } from "../checkIn/CheckInForm.tsx";
import { useObjective, usePersonId, useRecords } from "../plan/usePlan.ts";

const HistorySection = lazy(async () => ({ default: (await import("../history/HistorySection.tsx")).HistorySection }));

/** The place to say how an objective goes, and what has been said of it: as a picture, and word by word. */
export function CheckInSection({ objectiveId }: { readonly objectiveId: ObjectiveId }) {
  const objective = useObjective(objectiveId);
  const personId = usePersonId();
  const own = useRecords((records) => (personId === null ? null : lastOwnCheckIn(records, objectiveId, personId)));
  const [open, setOpen] = useState<"nothing" | "new" | CheckIn>("nothing");
  const close = (): void => setOpen("nothing");
  return (
    <section className="sheet__section">
      <div className="sheet__line">
        <h3 className="sheet__heading">Check-ins</h3>
        {open === "nothing" && (
          <span className="sheet__buttons">
            {own && (
              <button type="button" className="button button--quiet" onClick={() => setOpen(own)}>
                Correct your last one
              </button>
            )}
            <button type="button" className="button" onClick={() => setOpen("new")}>
              Check in
            </button>
          </span>
        )}
      </div>
      {open !== "nothing" && (
        <div className="sheet__form">
          <CheckInForm
            objectiveId={objectiveId}
            correcting={open === "new" ? undefined : open}
            onSaved={close}
            onLeave={close}
          />
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
