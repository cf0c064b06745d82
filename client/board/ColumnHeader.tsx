import { memo } from "react";

import { limits } from "#shared/model/limits.ts";
import type { Mission } from "#shared/model/mission.ts";

import { useCan, useRecords } from "../plan/usePlan.ts";
import { EditInPlace } from "../ui/SharedText.tsx";
import { foldStatements, useIsFolded } from "../view/foldedStatements.ts";
import { openPopup } from "../view/popupStore.ts";
import { shownTitle } from "../view/shownTitle.ts";
import { CardCount } from "./CardCount.tsx";
import { ColumnGrip } from "./ColumnGrip.tsx";
import { MissionSummary } from "./MissionSummary.tsx";
import { wallRoom } from "./wallRoom.ts";

interface ColumnHeaderProps {
  readonly mission: Mission;
  readonly count: number;
  /** How many of its cards a search shows; null while nobody searches. */
  readonly found: number | null;
}

/** What the mission is called, how its cards stand, and why it exists; texts are changed where they are read. */
export const ColumnHeader = memo(function ColumnHeader({ mission, count, found }: ColumnHeaderProps) {
  const editable = useCan("editMissions");
  const folded = useIsFolded(
    mission.id,
    useRecords((records) => wallRoom(records) === "much"),
  );
  const { id, title, statement } = mission;
  const titleId = `mission-title-${id}`;
  const statementId = `mission-statement-${id}`;
  const hasStatement = statement !== "" || editable;
  return (
    <header className="column__header">
      <div className="column__line">
        {editable && <ColumnGrip missionId={id} titleId={titleId} />}
        {/* Called by the title alone: what is in it may be a button, or a field, with words of its own. */}
        <h2 className="column__title" aria-labelledby={titleId}>
          <EditInPlace
            address={{ root: "missions", id, field: "title" }}
            label="mission title"
            lines="one"
            nameOf="A mission"
            editable={editable}
          >
            <span id={titleId} className="column__name">
              {shownTitle("mission", title)}
            </span>
          </EditInPlace>
        </h2>
        <CardCount all={count} found={found} />
        {editable && (
          <button
            type="button"
            className="button button--quiet button--icon column__menu drawn-icon"
            aria-label="Mission menu"
            aria-haspopup="menu"
            aria-describedby={titleId}
            onClick={(event) => openPopup({ kind: "mission", missionId: id, anchor: event.currentTarget })}
          />
        )}
      </div>
      <div className="column__line column__line--summary">
        <MissionSummary missionId={id} />
        {hasStatement && (
          <button
            type="button"
            className="button button--quiet button--icon column__fold drawn-icon"
            aria-label="Mission statement"
            title={folded ? "Show the statement" : "Hide the statement"}
            aria-expanded={!folded}
            aria-controls={statementId}
            aria-describedby={titleId}
            onClick={() => foldStatements([id], !folded)}
          />
        )}
      </div>
      {hasStatement && (
        <div className="column__statement" id={statementId} hidden={folded}>
          <EditInPlace
            address={{ root: "missions", id, field: "statement" }}
            label="mission statement"
            lines="many"
            maxLength={limits.statementLength}
            editable={editable}
          >
            {statement === "" ? <span className="column__hint">Say why this mission exists</span> : statement}
          </EditInPlace>
        </div>
      )}
    </header>
  );
});
