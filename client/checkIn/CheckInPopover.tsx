import { useMemo, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";

import type { ObjectiveId } from "#shared/model/id.ts";
import { lastOwnCheckIn } from "#shared/queries/ownCheckIn.ts";

import { focusCardAfterwards } from "../board/cardIds.ts";
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
  const triggerRef = useMemo(() => besideCardOf(anchor), [anchor]);
  const objective = useObjective(objectiveId);
  const personId = usePersonId();
  const own = useRecords((records) => (personId === null ? null : lastOwnCheckIn(records, objectiveId, personId)));
  const [correcting, setCorrecting] = useState(correct ? own : null);
  if (!objective) return null;
  const close = (): void => {
    closePopup();
    // Where the card it was opened from has gone, focus goes to that which stands for it now, if any.
    if (!anchor.isConnected) focusCardAfterwards(objectiveId);
  };
  return (
    <Popover
      className="popover popover--form"
      triggerRef={triggerRef}
      isOpen
      placement={window.innerWidth < 640 ? "bottom" : "right top"}
      onOpenChange={close}
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
              <button type="button" className="button check-in__correct" onClick={() => setCorrecting(own)}>
                Correct your last check-in
              </button>
            )}
          </div>
          <CheckInForm
            key={correcting?.id ?? "new"}
            objectiveId={objectiveId}
            correcting={correcting ?? undefined}
            onSaved={close}
            onLeave={close}
          />
        </div>
      </Dialog>
    </Popover>
  );
}

/**
 * Beside the whole card where there is room, so that what it is about stays in sight. Where others move or archive the
 * card meanwhile, there is nothing to lie beside, and the form stays where it is.
 */
function besideCardOf(anchor: Element): { readonly current: Element | null } {
  const card = anchor.closest(".card") ?? anchor;
  return {
    get current() {
      return card.isConnected ? card : null;
    },
  };
}
