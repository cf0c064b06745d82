import { restoreMission } from "#shared/commands/missions.ts";
import type { MissionId } from "#shared/model/id.ts";
import { tray } from "#shared/queries/board.ts";

import { useCan, useRecordsShallow } from "../plan/usePlan.ts";
import { useFoundIn } from "../search/useFound.ts";
import { useDrag } from "../view/dragStore.ts";
import { useRun } from "../view/useRun.ts";
import { CardList } from "./CardList.tsx";

/** Cards whose mission is archived or unknown: nothing is ever nowhere. Not shown while there are none. */
export function Tray({ sparse }: { readonly sparse: boolean }) {
  const order = useRecordsShallow((records) => tray(records).map((objective) => objective.id));
  const held = useDrag((drag) => (drag?.home === null ? drag.objectiveId : null));
  const run = useRun();
  const editable = useCan("editMissions");
  const archived = useRecordsShallow(({ missions }) => [...missions.values()].filter((mission) => mission.archived));
  const missing = useRecordsShallow((records) => [
    ...new Set(tray(records).map((objective) => objective.placement.missionId)),
  ]);
  const restorable = archived.filter((mission) => missing.includes(mission.id));
  const restore = (missionId: MissionId): void => void run(restoreMission, { missionId }, "offerUndo");
  const found = useFoundIn(order);
  const shown = held !== null && !found.includes(held) ? [...found, held] : found;
  if (order.length === 0 && held === null) return null;
  return (
    <section className="column column--tray" aria-labelledby="tray-title" data-testid="tray">
      <header className="column__header">
        <div className="column__line">
          <h2 className="column__title" id="tray-title">
            Tray
          </h2>
          <span className="column__count">
            {order.length}
            <span className="visually-hidden">{order.length === 1 ? " objective" : " objectives"}</span>
          </span>
        </div>
        <p className="column__statement">
          These objectives have lost their mission. Move them to another one, or bring the mission back.
        </p>
        {editable &&
          restorable.map((mission) => (
            <button key={mission.id} type="button" className="button" onClick={() => restore(mission.id)}>
              Bring back “{mission.title}”
            </button>
          ))}
      </header>
      <div className="column__body">
        <CardList order={shown} held={held} sparse={sparse} landsLast={false}>
          {order.length > 0 && <p className="column__empty">Nothing here matches the search.</p>}
        </CardList>
      </div>
    </section>
  );
}
