import { restoreMission } from "#shared/commands/missions.ts";
import { tray } from "#shared/queries/board.ts";

import { useCan, useRecords, useRecordsShallow } from "../plan/usePlan.ts";
import { focusSoon } from "../view/passFocus.ts";
import { shownTitle } from "../view/shownTitle.ts";
import { useRun } from "../view/useRun.ts";
import { columnMenu } from "./boardElements.ts";
import { RestoreButton } from "./RestoreButton.tsx";

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
    <section className="archived" aria-labelledby="archived-missions">
      <h3 className="archived__heading" id="archived-missions">
        Archived missions
        <span className="column__count">{archived.length}</span>
      </h3>
      <ul className="archived__list">
        {archived.map(({ id, title }) => {
          const count = loose.filter((objective) => objective.placement.missionId === id).length;
          const shown = shownTitle("mission", title);
          return (
            <li key={id} className="archived__one">
              <span className="archived__title">
                {shown}
                <span className="archived__when">{count === 1 ? "1 objective" : `${count} objectives`}</span>
              </span>
              {editable && (
                <RestoreButton
                  title={shown}
                  restore={() => run(restoreMission, { missionId: id }, "offerUndo") !== undefined}
                  focusRestored={() => focusSoon(() => columnMenu(id))}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
