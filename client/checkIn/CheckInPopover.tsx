import { useMemo, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";

import type { ObjectiveId } from "#shared/model/id.ts";
import { lastOwnCheckIn } from "#shared/queries/ownCheckIn.ts";

import { useObjective, useRecords, usePersonId } from "../plan/usePlan.ts";
import { closePopup } from "../view/popupStore.ts";
import { CheckInForm } from "./CheckInForm.tsx";
import { LastSaid } from "./LastSaid.tsx";

interface CheckInPopoverProps {
  readonly objectiveId: ObjectiveId;
  readonly anchor: Element;
  /** Opens with what this person said last, to say it anew. */
  readonly correct: boolean;
}

/** The check-in beside the card: no page is left for it. */
export function CheckInPopover({ objectiveId, anchor, correct }: CheckInPopoverProps) {
  // Beside the whole card where there is room, so that what it is about stays in sight.
  const triggerRef = useMemo(() => ({ current: anchor.closest(".card") ?? anchor }), [anchor]);
  const objective = useObjective(objectiveId);
  const personId = usePersonId();
  const own = useRecords((records) => (personId === null ? null : lastOwnCheckIn(records, objectiveId, personId)));
  const [correcting, setCorrecting] = useState(correct ? own : null);
  if (!objective) return null;
  return (
    <Popover
      className="popover popover--form"
      triggerRef={triggerRef}
      isOpen
      placement={window.innerWidth < 640 ? "bottom" : "right top"}
      onOpenChange={closePopup}
    >
      <Dialog aria-label={`${correcting ? "Correct your check-in" : "Check in"}: ${objective.title}`}>
        <div data-check-in>
          <div className="check-in__about">
            <h2 className="check-in__subject">{objective.title}</h2>
            {correcting ? (
              <p className="last-said">In place of what you said last, which stays in the history, struck through.</p>
            ) : (
              <LastSaid objectiveId={objectiveId} />
            )}
            {own && !correcting && (
              <button
                type="button"
                className="button button--quiet check-in__correct"
                onClick={() => setCorrecting(own)}
              >
                Correct your last check-in
              </button>
            )}
          </div>
          <CheckInForm
            key={correcting?.id ?? "new"}
            objectiveId={objectiveId}
            correcting={correcting ?? undefined}
            onSaved={closePopup}
            onLeave={closePopup}
          />
        </div>
      </Dialog>
    </Popover>
  );
}
