import { PanelRightClose } from "lucide-react";

import { tray } from "#shared/queries/board.ts";

import { useCan, useRecordsShallow } from "../plan/usePlan.ts";
import { useFoundIn } from "../search/useFound.ts";
import { useDrag } from "../view/dragStore.ts";
import { ArchivedMissions } from "./ArchivedMissions.tsx";
import { ArchivedObjectives } from "./ArchivedObjectives.tsx";
import { CardCount } from "./CardCount.tsx";
import { CardList } from "./CardList.tsx";

interface TrayProps {
  readonly sparse: boolean;
  /** Undefined while it has cards: then it stays. */
  readonly onClose: (() => void) | undefined;
}

/** Cards whose mission is archived or unknown, and all that was archived: nothing is ever nowhere. */
export function Tray({ sparse, onClose }: TrayProps) {
  const order = useRecordsShallow((records) => tray(records).map((objective) => objective.id));
  const held = useDrag((drag) => (drag?.home === null ? drag.objectiveId : null));
  const found = useFoundIn(order);
  const editable = useCan("editObjectives");
  const shown = held !== null && !found.includes(held) ? [...found, held] : found;
  return (
    <section className="column column--tray" aria-labelledby="tray-title" data-testid="tray">
      <header className="column__header">
        <div className="column__line">
          <h2 className="column__title" id="tray-title">
            Tray
          </h2>
          {!onClose && <CardCount all={order.length} found={found === order ? null : found.length} />}
          {onClose && (
            <button
              type="button"
              className="button button--quiet button--icon"
              aria-label="Close the tray"
              onClick={onClose}
            >
              <PanelRightClose className="icon" aria-hidden="true" />
            </button>
          )}
        </div>
        <p className="column__statement">
          {onClose
            ? `What was archived.${editable ? " A mission comes back with its objectives, an objective to its place." : ""}`
            : `These objectives have lost their mission.${editable ? " Move them to another one, or restore the mission." : ""}`}
        </p>
      </header>
      <div className="column__body">
        <CardList
          order={shown}
          held={held}
          sparse={sparse}
          landsLast={false}
          room={0}
          parted={null}
          after={
            <>
              <ArchivedMissions />
              <ArchivedObjectives />
            </>
          }
        >
          {order.length > 0 && <p className="column__empty">Nothing here matches the search.</p>}
        </CardList>
      </div>
    </section>
  );
}
