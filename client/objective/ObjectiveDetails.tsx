import { Archive } from "lucide-react";
import { lazy, Suspense } from "react";

import { archiveObjective } from "#shared/commands/objectives.ts";
import type { Objective } from "#shared/model/objective.ts";

import { OwnerField } from "../people/OwnerField.tsx";
import { useCan, useMission, useObjectiveState } from "../plan/usePlan.ts";
import { ProgressBar } from "../ui/ProgressBar.tsx";
import { SharedLine } from "../ui/SharedText.tsx";
import { StatusMark } from "../ui/StatusMark.tsx";
import { useRun } from "../view/useRun.ts";
import { CheckInSection } from "./CheckInSection.tsx";
import { KeyResults } from "./KeyResults.tsx";
import { Links } from "./Links.tsx";
import { Notes } from "./Notes.tsx";
import { SheetNews } from "./SheetNews.tsx";

const DueField = lazy(async () => ({ default: (await import("./DueField.tsx")).DueField }));

interface ObjectiveDetailsProps {
  readonly objective: Objective;
  readonly onArchived: () => void;
}

/** Everything of an objective. Fields stay where they are when somebody else archives it: only their text is fixed. */
export function ObjectiveDetails({ objective, onArchived }: ObjectiveDetailsProps) {
  const { id, title, archived, placement } = objective;
  const run = useRun();
  const allowed = useCan("editObjectives");
  const editable = allowed && archived === null;
  const mission = useMission(placement.missionId);
  const state = useObjectiveState(id);
  return (
    <>
      <header className="sheet__header">
        <p className="sheet__mission">{mission && mission.archived === null ? mission.title : "In the tray"}</p>
        {allowed ? (
          <SharedLine
            address={{ root: "objectives", id, field: "title" }}
            label="Title"
            className="sheet__title sheet__title--field"
            placeholder="Untitled objective"
            readOnly={!editable}
          />
        ) : (
          <h2 className="sheet__title">{title}</h2>
        )}
        <div className={`sheet__state status--${state.status}`}>
          <StatusMark status={state.status} />
          {state.progress !== null && <span className="card__number">{state.progress}%</span>}
          <ProgressBar value={state.progress ?? 0} />
        </div>
      </header>
      <div className="sheet__pair">
        <OwnerField objectiveId={id} />
        <Suspense fallback={<div className="field sheet__due-place" />}>
          <DueField objectiveId={id} />
        </Suspense>
      </div>
      <Notes objectiveId={id} allowed={allowed} open={archived === null} />
      <fieldset className="sheet__fields" disabled={archived !== null}>
        <KeyResults objectiveId={id} editable={allowed} />
        <Links objective={objective} editable={allowed} />
        <CheckInSection objectiveId={id} />
        {allowed && (
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
      </fieldset>
      <SheetNews objective={objective} />
    </>
  );
}
