import { PanelRightClose } from "lucide-react";

import { tray } from "#shared/queries/board.ts";

import { useRecords, useRecordsShallow } from "../plan/usePlan.ts";
import { useFoundIn } from "../search/useFound.ts";
import { useDrag } from "../view/dragStore.ts";
import { ArchivedMissions } from "./ArchivedMissions.tsx";
import { CardList } from "./CardList.tsx";

interface TrayProps {
  readonly sparse: boolean;
  /** Without cards it is a narrow strip, until somebody opens it to restore a mission. */
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** Cards whose mission is archived or unknown, and the archived missions: nothing is ever nowhere. */
export function Tray({ sparse, open, onOpen }: TrayProps) {
  const order = useRecordsShallow((records) => tray(records).map((objective) => objective.id));
  const held = useDrag((drag) => (drag?.home === null ? drag.objectiveId : null));
  const archived = useRecords(({ missions }) => [...missions.values()].filter((mission) => mission.archived).length);
  const found = useFoundIn(order);
  const shown = held !== null && !found.includes(held) ? [...found, held] : found;
  const hasCards = order.length > 0 || held !== null;
  if (!hasCards && archived === 0) return null;
  if (!hasCards && !open) {
    const what = archived === 1 ? "1 archived mission" : `${archived} archived missions`;
    return (
      <section className="column column--tray column--strip" aria-label="Tray" data-testid="tray">
        <button type="button" className="button button--quiet tray__strip" onClick={() => onOpen(true)}>
          <span>Tray · {what}</span>
        </button>
      </section>
    );
  }
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
          {!hasCards && (
            <button
              type="button"
              className="button button--quiet button--icon"
              aria-label="Close the tray"
              onClick={() => onOpen(false)}
            >
              <PanelRightClose className="icon" aria-hidden="true" />
            </button>
          )}
        </div>
        <p className="column__statement">
          {hasCards
            ? "These objectives have lost their mission. Move them to another one, or restore the mission."
            : "Archived missions come back with their objectives."}
        </p>
        <ArchivedMissions />
      </header>
      <div className="column__body">
        <CardList order={shown} held={held} sparse={sparse} landsLast={false}>
          {order.length > 0 && <p className="column__empty">Nothing here matches the search.</p>}
        </CardList>
      </div>
    </section>
  );
}
