import { Plus } from "lucide-react";
import { useState } from "react";

import { addMission } from "#shared/commands/missions.ts";

import { useCan, usePlanSession } from "../plan/usePlan.ts";
import { setAddingMissions, useAddingMissions } from "../view/addingStore.ts";
import { useRun } from "../view/useRun.ts";
import { AddForm } from "./AddForm.tsx";

interface AddMissionProps {
  /** first: there is none yet, so this is what to do. narrow: there are many, and they get the room. */
  readonly look: "first" | "wide" | "narrow";
}

/** After the last column. */
export function AddMission({ look }: AddMissionProps) {
  const allowed = useCan("editMissions");
  const run = useRun();
  const { planId } = usePlanSession();
  const open = useAddingMissions();
  const [left, setLeft] = useState(false);
  if (!allowed) return null;
  if (open) {
    return (
      <div className="add-mission add-mission--open">
        <AddForm
          label="New mission"
          hint="What the mission is called"
          lacking="Write what the mission is called."
          button="Add mission"
          draft={`${planId}.missions`}
          onAdd={(title) => run(addMission, { title }, "aloud") !== undefined}
          onLeave={(byKey) => {
            setLeft(byKey);
            setAddingMissions(false);
          }}
        />
      </div>
    );
  }
  return (
    <div className={`add-mission add-mission--${look}`}>
      <button
        type="button"
        className={`button add-mission__button ${look === "first" ? "button--primary" : "button--quiet"}`}
        autoFocus={left}
        onClick={() => setAddingMissions(true)}
      >
        <Plus className="icon" aria-hidden="true" />
        <span className="add-mission__word">Add mission</span>
      </button>
    </div>
  );
}
