import { Archive, ArchiveRestore } from "lucide-react";
import { lazy, Suspense } from "react";

import { archiveObjective, restoreObjective } from "#shared/commands/objectives.ts";
import { limits } from "#shared/model/limits.ts";
import type { Objective } from "#shared/model/objective.ts";

import { OwnerField } from "../people/OwnerField.tsx";
import { useCan, useMission, useObjectiveState } from "../plan/usePlan.ts";
import { ProgressBar } from "../ui/ProgressBar.tsx";
import { SharedLine, SharedText } from "../ui/SharedText.tsx";
import { StatusMark } from "../ui/StatusMark.tsx";
import { useRun } from "../view/useRun.ts";
import { CheckInSection } from "./CheckInSection.tsx";
import { KeyResults } from "./KeyResults.tsx";
import { Links } from "./Links.tsx";

const DueField = lazy(async () => ({ default: (await import("./DueField.tsx")).DueField }));

interface ObjectiveDetailsProps {
  readonly objective: Objective;
  readonly onArchived: () => void;
}

export function ObjectiveDetails({ objective, onArchived }: ObjectiveDetailsProps) {
  const { id, title, notes, archived, placement } = objective;
  const run = useRun();
  const editable = useCan("editObjectives") && archived === null;
  const mission = useMission(placement.missionId);
  const state = useObjectiveState(id);
  return (
    <>
      <header className="sheet__header">
        <p className="sheet__mission">{mission && mission.archived === null ? mission.title : "In the tray"}</p>
        {editable ? (
          <SharedLine
            address={{ root: "objectives", id, field: "title" }}
            label="Title"
            className="sheet__title sheet__title--field"
          />
        ) : (
          <h2 className="sheet__title">{title}</h2>
        )}
        <div className={`sheet__state status--${state.status}`}>
          <StatusMark status={state.status} />
          {state.progress !== null && <span className="card__number">{state.progress}%</span>}
          <ProgressBar value={state.progress ?? 0} />
        </div>
        {archived !== null && (
          <div className="sheet__archived">
            <p>This objective is archived: it is not on the board.</p>
            <button
              type="button"
              className="button"
              onClick={() => run(restoreObjective, { objectiveId: id }, "offerUndo")}
            >
              <ArchiveRestore className="icon" aria-hidden="true" />
              Bring it back
            </button>
          </div>
        )}
      </header>
      {archived === null && (
        <div className="sheet__pair">
          <OwnerField objectiveId={id} />
          <Suspense fallback={<div className="field sheet__due-place" />}>
            <DueField objectiveId={id} />
          </Suspense>
        </div>
      )}
      <section className="sheet__section">
        <h3 className="sheet__heading">Notes</h3>
        {editable ? (
          <SharedText
            address={{ root: "objectives", id, field: "notes" }}
            label="Notes"
            maxLength={limits.notesLength}
          />
        ) : (
          <p className="sheet__notes">{notes || "No notes."}</p>
        )}
      </section>
      <KeyResults objectiveId={id} editable={editable} />
      <Links objective={objective} editable={editable} />
      <CheckInSection objectiveId={id} open={archived === null} />
      {editable && (
        <button
          type="button"
          className="button sheet__archive"
          onClick={() => {
            run(archiveObjective, { objectiveId: id }, "offerUndo");
            onArchived();
          }}
        >
          <Archive className="icon" aria-hidden="true" />
          Archive this objective
        </button>
      )}
    </>
  );
}
