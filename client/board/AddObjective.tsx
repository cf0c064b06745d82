import { Plus } from "lucide-react";
import { memo, useState } from "react";

import { addObjective, addObjectives } from "#shared/commands/objectives.ts";
import type { MissionId } from "#shared/model/id.ts";

import { useCan, usePlanSession } from "../plan/usePlan.ts";
import { draftOf } from "../view/drafts.ts";
import { showAdded } from "../view/searchStore.ts";
import { useRun } from "../view/useRun.ts";
import { AddForm } from "./AddForm.tsx";

interface AddObjectiveProps {
  readonly missionId: MissionId;
  readonly missionTitle: string;
}

/** The foot of a column: press, type, Enter; and type the next. */
export const AddObjective = memo(function AddObjective({ missionId, missionTitle }: AddObjectiveProps) {
  const { planId } = usePlanSession();
  const allowed = useCan("editObjectives");
  const run = useRun();
  const [state, setState] = useState<"closed" | "open" | "left">("closed");
  const draft = `${planId}.${missionId}`;
  if (!allowed) return null;
  if (state === "open") {
    return (
      <AddForm
        label={`New objective in ${missionTitle}`}
        hint="What you want to achieve"
        lacking="Write what you want to achieve."
        button="Add objective"
        draft={draft}
        onAdd={(title) => {
          const added = run(addObjective, { missionId, title }, "aloud");
          if (added !== undefined) showAdded([added]);
          return added !== undefined;
        }}
        onAddSeveral={(titles) => {
          const added = run(addObjectives, { missionId, titles }, "offerUndo");
          if (added !== undefined) showAdded(added);
          return added !== undefined;
        }}
        onLeave={(byKey) => setState(byKey ? "left" : "closed")}
      />
    );
  }
  return (
    <button
      type="button"
      className="button button--quiet column__add"
      autoFocus={state === "left"}
      onClick={() => setState("open")}
    >
      <Plus className="icon" aria-hidden="true" />
      {draftOf(draft) === "" ? "Add objective" : "Add objective (draft kept)"}
      <span className="visually-hidden"> to {missionTitle}</span>
    </button>
  );
});
