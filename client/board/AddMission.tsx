import { Plus } from "lucide-react";
import { useState } from "react";

import { addMission } from "#shared/commands/missions.ts";

import { useCan } from "../plan/usePlan.ts";
import { useRun } from "../view/useRun.ts";
import { AddForm } from "./AddForm.tsx";

/** After the last column. Narrow while there are many missions, so that they get the room. */
export function AddMission({ narrow }: { readonly narrow: boolean }) {
  const allowed = useCan("editMissions");
  const run = useRun();
  const [open, setOpen] = useState(false);
  if (!allowed) return null;
  if (open) {
    return (
      <div className="add-mission add-mission--open">
        <AddForm
          label="New mission"
          button="Add mission"
          onAdd={(title) => run(addMission, { title }) !== undefined}
          onLeave={() => setOpen(false)}
        />
      </div>
    );
  }
  return (
    <div className={narrow ? "add-mission add-mission--narrow" : "add-mission"}>
      <button type="button" className="button button--quiet add-mission__button" onClick={() => setOpen(true)}>
        <Plus className="icon" aria-hidden="true" />
        <span className="add-mission__word">Add mission</span>
      </button>
    </div>
  );
}
