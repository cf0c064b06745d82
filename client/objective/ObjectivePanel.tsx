import { useEffect, useRef } from "react";

import type { ObjectiveId } from "#shared/model/id.ts";

import { focusCardAfterwards } from "../board/cardIds.ts";
import { useObjective, usePlanSession } from "../plan/usePlan.ts";
import { ModalDialog } from "../ui/ModalDialog.tsx";
import { leaveTo, planPath } from "../view/route.ts";
import { ObjectiveDetails } from "./ObjectiveDetails.tsx";
import { SheetHead } from "./SheetHead.tsx";
import "./objective.css";

/** Everything about one objective, in a sheet beside the board; it has an address of its own. */
export function ObjectivePanel({ objectiveId }: { readonly objectiveId: ObjectiveId }) {
  const session = usePlanSession();
  const objective = useObjective(objectiveId);
  const close = (): void => leaveTo(planPath(session.planId));
  const beside = useRef<ObjectiveId | null>(null);
  useEffect(() => {
    session.setFocus(objectiveId);
    return () => {
      session.setFocus(null);
      focusCardAfterwards(beside.current ?? objectiveId);
    };
  }, [session, objectiveId]);
  const leaveArchived = (card: ObjectiveId | null): void => {
    beside.current = card;
    close();
  };
  return (
    <ModalDialog
      look="sheet"
      title={objective ? `Objective: ${objective.title}` : "Objective"}
      head={objective && <SheetHead key={objectiveId} objective={objective} />}
      onClose={close}
    >
      {objective ? (
        <ObjectiveDetails objective={objective} onArchived={leaveArchived} />
      ) : (
        <div className="sheet__missing">
          <h2>There is no such objective</h2>
          <p>The link may be of another plan, or not complete. Close this to look for the objective on the board.</p>
        </div>
      )}
    </ModalDialog>
  );
}
