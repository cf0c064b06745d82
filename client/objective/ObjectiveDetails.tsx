import { Archive } from "lucide-react";
import { useState } from "react";

import { archiveObjective } from "#shared/commands/objectives.ts";
import type { ObjectiveId } from "#shared/model/id.ts";
import type { Objective } from "#shared/model/objective.ts";

import { cardBeside } from "../board/cardBeside.ts";
import { OwnerField } from "../people/OwnerField.tsx";
import { useCan, useMission } from "../plan/usePlan.ts";
import { fetchedPart } from "../ui/fetchedPart.tsx";
import { Part } from "../ui/Part.tsx";
import { SharedText } from "../ui/SharedText.tsx";
import { shownTitle } from "../view/shownTitle.ts";
import { useRun } from "../view/useRun.ts";
import { CheckInSection } from "./CheckInSection.tsx";
import { KeyResults } from "./KeyResults.tsx";
import { Links } from "./Links.tsx";
import { Notes } from "./Notes.tsx";
import { nameOfMission } from "./SheetHead.tsx";
import { SheetNews } from "./SheetNews.tsx";
import { Standing } from "./Standing.tsx";

const DueField = fetchedPart(async () => (await import("./DueField.tsx")).DueField);

interface ObjectiveDetailsProps {
  readonly objective: Objective;
  /** `beside`: the card that lies in its place on the board then. */
  readonly onArchived: (beside: ObjectiveId | null) => void;
}

/** Everything of an objective. When somebody else archives it all stays where it is; what was open can still be left. */
export function ObjectiveDetails({ objective, onArchived }: ObjectiveDetailsProps) {
  const { id, title, archived, placement } = objective;
  const run = useRun();
  const allowed = useCan("editObjectives");
  /** Whoever could write since they opened it may be writing: the field stays, and takes no more. */
  const [wasAllowed, setWasAllowed] = useState(allowed);
  if (allowed && !wasAllowed) setWasAllowed(true);
  const editable = allowed && archived === null;
  const mission = useMission(placement.missionId);
  return (
    <>
      <header className="sheet__header">
        <p className="sheet__mission">{nameOfMission(mission)}</p>
        {allowed || wasAllowed ? (
          <SharedText
            lines="one"
            address={{ root: "objectives", id, field: "title" }}
            label="Title"
            className="sheet__title sheet__title--field"
            placeholder={shownTitle("objective", "")}
            nameOf="An objective"
            readOnly={!editable}
          />
        ) : (
          <h2 className="sheet__title">{title}</h2>
        )}
      </header>
      <Standing objectiveId={id} />
      <div className="sheet__pair">
        <OwnerField objectiveId={id} />
        <Part fallback={<div className="field sheet__due-place" />}>
          <DueField key={id} objectiveId={id} />
        </Part>
      </div>
      <Notes objectiveId={id} allowed={allowed} open={archived === null} />
      <KeyResults objectiveId={id} editable={allowed} />
      <Links objective={objective} editable={allowed} />
      <CheckInSection objective={objective} />
      {allowed && (
        <button
          type="button"
          className="button sheet__archive"
          disabled={archived !== null}
          onClick={() => {
            const beside = cardBeside([id]);
            run(archiveObjective, { objectiveId: id }, "offerUndo");
            onArchived(beside);
          }}
        >
          <Archive className="icon" aria-hidden="true" />
          Archive this objective
        </button>
      )}
      <SheetNews objective={objective} />
    </>
  );
}
