import { Plus } from "lucide-react";
import { useState } from "react";

import { addObjective } from "#shared/commands/objectives.ts";
import type { MissionId } from "#shared/model/id.ts";

import { useCan } from "../plan/usePlan.ts";
import { useRun } from "../view/useRun.ts";
import { AddForm } from "./AddForm.tsx";

interface AddObjectiveProps {
  readonly missionId: MissionId;
  readonly missionTitle: string;
}

/** The foot of a column: press, type, Enter; and type the next. */
export function AddObjective({ missionId, missionTitle }: AddObjectiveProps) {
  const allowed = useCan("editObjectives");
  const run = useRun();
  const [open, setOpen] = useState(false);
  if (!allowed) return null;
  if (open) {
    return (
      <AddForm
        label={`New objective in ${missionTitle}`}
        button="Add objective"
        onAdd={(title) => run(addObjective, { missionId, title }) !== undefined}
        onLeave={() => setOpen(false)}
      />
    );
  }
  return (
    <button type="button" className="button button--quiet column__add" onClick={() => setOpen(true)}>
      <Plus className="icon" aria-hidden="true" />
      Add objective
      <span className="visually-hidden"> to {missionTitle}</span>
    </button>
  );
}
