import { Redo2, Undo2 } from "lucide-react";

import { useMayAtAll, usePlanState } from "../plan/usePlan.ts";
import { useKey } from "../view/keys.ts";
import { useUndo } from "../view/useUndo.ts";

/** Take back and do again, by button and by keys. In a text field the keys are the text's own. */
export function UndoButtons() {
  return useMayAtAll("recordCheckIn") && <Buttons />;
}

function Buttons() {
  const { undo, redo } = useUndo();
  const canUndo = usePlanState((state) => state.canUndo);
  const canRedo = usePlanState((state) => state.canRedo);
  useKey("undo", undo);
  useKey("redo", redo);
  return (
    <div className="undo" role="group" aria-label="Undo and redo">
      <button
        type="button"
        className="button button--quiet button--icon"
        aria-label="Undo"
        title="Undo (Ctrl+Z)"
        disabled={!canUndo}
        onClick={undo}
      >
        <Undo2 className="icon" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button button--quiet button--icon"
        aria-label="Redo"
        title="Redo (Ctrl+Shift+Z)"
        disabled={!canRedo}
        onClick={redo}
      >
        <Redo2 className="icon" aria-hidden="true" />
      </button>
    </div>
  );
}
