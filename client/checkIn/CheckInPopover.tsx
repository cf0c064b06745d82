import { useMemo } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";

import type { ObjectiveId } from "#shared/model/id.ts";

import { useObjective } from "../plan/usePlan.ts";
import { closePopup } from "../view/popupStore.ts";
import { CheckInForm } from "./CheckInForm.tsx";

interface CheckInPopoverProps {
  readonly objectiveId: ObjectiveId;
  readonly anchor: Element;
}

/** The check-in beside the card: no page is left for it. */
export function CheckInPopover({ objectiveId, anchor }: CheckInPopoverProps) {
  // Beside the whole card where there is room, so that what it is about stays in sight.
  const triggerRef = useMemo(() => ({ current: anchor.closest(".card") ?? anchor }), [anchor]);
  const objective = useObjective(objectiveId);
  if (!objective) return null;
  return (
    <Popover
      className="popover popover--form"
      triggerRef={triggerRef}
      isOpen
      placement={window.innerWidth < 640 ? "bottom" : "right top"}
      onOpenChange={closePopup}
    >
      <Dialog aria-label={`Check in: ${objective.title}`}>
        <h2 className="check-in__subject">{objective.title}</h2>
        <CheckInForm objectiveId={objectiveId} onDone={closePopup} />
      </Dialog>
    </Popover>
  );
}
