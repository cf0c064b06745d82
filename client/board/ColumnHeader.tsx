import { Ellipsis } from "lucide-react";

import { limits } from "#shared/model/limits.ts";
import type { Mission } from "#shared/model/mission.ts";

import { useCan } from "../plan/usePlan.ts";
import { EditInPlace } from "../ui/SharedText.tsx";
import { openPopup } from "../view/popupStore.ts";

interface ColumnHeaderProps {
  readonly mission: Mission;
  readonly count: number;
}

/** What the mission is called and why it exists, both changed where they are read. */
export function ColumnHeader({ mission, count }: ColumnHeaderProps) {
  const editable = useCan("editMissions");
  const { id, title, statement } = mission;
  const titleId = `mission-title-${id}`;
  return (
    <header className="column__header">
      <div className="column__line">
        <h2 className="column__title" id={titleId}>
          <EditInPlace
            address={{ root: "missions", id, field: "title" }}
            label="mission title"
            lines="one"
            editable={editable}
          >
            {title.trim() === "" ? "Untitled mission" : title}
          </EditInPlace>
        </h2>
        <span className="column__count">
          {count}
          <span className="visually-hidden">{count === 1 ? " objective" : " objectives"}</span>
        </span>
        {editable && (
          <button
            type="button"
            className="button button--quiet button--icon"
            aria-label="Mission menu"
            aria-haspopup="menu"
            aria-describedby={titleId}
            onClick={(event) => openPopup({ kind: "mission", missionId: id, anchor: event.currentTarget })}
          >
            <Ellipsis className="icon" aria-hidden="true" />
          </button>
        )}
      </div>
      {(statement !== "" || editable) && (
        <div className="column__statement">
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
}
