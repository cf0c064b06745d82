import { ArchiveRestore } from "lucide-react";
import { useLayoutEffect, useRef, useState } from "react";

import { restoreObjective } from "#shared/commands/objectives.ts";
import type { Objective } from "#shared/model/objective.ts";
import type { Placement } from "#shared/model/placement.ts";

import { useCan, useMission, usePerson, usePersonId } from "../plan/usePlan.ts";
import { useRun } from "../view/useRun.ts";

/**
 * What became of an open objective meanwhile: that somebody else moved it, or that it is archived. It lies at the foot
 * of the sheet, where it moves nothing that somebody reads or presses.
 */
export function SheetNews({ objective }: { readonly objective: Objective }) {
  const moved = useMoved(objective.placement);
  const isArchived = objective.archived !== null;
  const news = useRef<HTMLDivElement>(null);
  const before = useRef(isArchived);
  useLayoutEffect(() => {
    const isNew = before.current !== isArchived;
    before.current = isArchived;
    if (isNew && hasLostFocus()) news.current?.focus();
  }, [isArchived]);
  return (
    <div ref={news} className="sheet__news" role="status" aria-label="News" tabIndex={-1}>
      {!isArchived ? moved && <Moved to={moved} /> : <Archived objective={objective} />}
    </div>
  );
}

/** Whether what had focus has gone, or takes no press any more. */
function hasLostFocus(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement.matches("body, :disabled");
}

/** Where somebody else has put it since the sheet was opened; null if nobody did. */
function useMoved(placement: Placement): Placement | null {
  const [opened] = useState(placement.missionId);
  const [last, setLast] = useState(placement.missionId);
  const [moved, setMoved] = useState<Placement | null>(null);
  const me = usePersonId();
  if (placement.missionId !== last) {
    setLast(placement.missionId);
    setMoved(placement.missionId === opened || (me !== null && placement.by === me) ? null : placement);
  }
  return moved;
}

function Moved({ to }: { readonly to: Placement }) {
  const by = usePerson(to.by);
  const mission = useMission(to.missionId);
  const where = mission?.archived === null ? `“${mission.title}”` : "the tray";
  return (
    <p className="sheet__news-line">
      {by?.name ?? "Somebody"} moved this to {where}.
    </p>
  );
}

function Archived({ objective: { id, archived } }: { readonly objective: Objective }) {
  const run = useRun();
  const by = usePerson(archived?.by ?? null);
  const allowed = useCan("editObjectives");
  return (
    <div className="sheet__news-line sheet__archived">
      <p>
        {by ? `${by.name} archived this objective` : "This objective is archived"}: it is not on the board.
        {allowed && " What is written here can be changed again once it is restored."}
      </p>
      {allowed && (
        <button
          type="button"
          className="button"
          onClick={() => run(restoreObjective, { objectiveId: id }, "offerUndo")}
        >
          <ArchiveRestore className="icon" aria-hidden="true" />
          Restore
        </button>
      )}
    </div>
  );
}
