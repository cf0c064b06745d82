import { ArchiveRestore } from "lucide-react";

import { restoreMission } from "#shared/commands/missions.ts";
import { tray } from "#shared/queries/board.ts";

import { useCan, useRecords, useRecordsShallow } from "../plan/usePlan.ts";
import { useRun } from "../view/useRun.ts";

/** The missions that were archived, those archived last first, each to be restored with its cards. */
export function ArchivedMissions() {
  const run = useRun();
  const editable = useCan("editMissions");
  const archived = useRecordsShallow(({ missions }) =>
    [...missions.values()]
      .filter((mission) => mission.archived)
      .sort((a, b) => (b.archived?.at ?? 0) - (a.archived?.at ?? 0) || (a.id < b.id ? -1 : 1)),
  );
  const loose = useRecords(tray);
  if (archived.length === 0) return null;
  return (
    <ul className="archived-missions" aria-label="Archived missions">
      {archived.map(({ id, title }) => {
        const count = loose.filter((objective) => objective.placement.missionId === id).length;
        const shown = title.trim() === "" ? "Untitled mission" : title;
        return (
          <li key={id} className="archived-missions__one">
            <span className="archived-missions__title">{shown}</span>
            <span className="column__count">
              {count}
              <span className="visually-hidden">{count === 1 ? " objective" : " objectives"}</span>
            </span>
            {editable && (
              <button
                type="button"
                className="button"
                onClick={() => void run(restoreMission, { missionId: id }, "offerUndo")}
              >
                <ArchiveRestore className="icon" aria-hidden="true" />
                Restore
                <span className="visually-hidden"> “{shown}”</span>
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
