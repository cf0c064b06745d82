import { Check, Pencil } from "lucide-react";
import { useRef, useState } from "react";
import type { MouseEvent } from "react";

import type { ObjectiveId } from "#shared/model/id.ts";
import { limits } from "#shared/model/limits.ts";

import { useObjective } from "../plan/usePlan.ts";
import { fetchedPart } from "../ui/fetchedPart.tsx";
import { Part } from "../ui/Part.tsx";
import { SharedText } from "../ui/SharedText.tsx";
import "./notes.css";

const MarkdownText = fetchedPart(async () => (await import("./MarkdownText.tsx")).MarkdownText);

interface NotesProps {
  readonly objectiveId: ObjectiveId;
  /** Whether this person may write in the plan at all. */
  readonly allowed: boolean;
  /** False while the objective is archived: what is being written stays in sight, and takes no more. */
  readonly open: boolean;
}

/** What belongs to an objective in words: read as Markdown, written by pressing it. */
export function Notes({ objectiveId, allowed, open }: NotesProps) {
  const notes = useObjective(objectiveId)?.notes ?? "";
  const [state, setState] = useState<"read" | "written" | "readAgain">("read");
  const editable = allowed && open;
  const body = useRef<HTMLDivElement>(null);
  /** Both ways to show the notes take the room that the other had: what is below does not jump under a pointer. */
  const [room, setRoom] = useState(0);
  const show = (next: typeof state): void => {
    setRoom(body.current?.offsetHeight ?? 0);
    setState(next);
  };
  return (
    <section className="sheet__section">
      <div className="sheet__line">
        <h3 className="sheet__heading">Notes</h3>
        {editable && state === "written" && (
          <button
            key="done"
            type="button"
            className="button"
            // A press must not take focus from the field: losing it puts another button here, which the press would reach.
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => show("readAgain")}
          >
            <Check className="icon" aria-hidden="true" />
            Done
          </button>
        )}
        {editable && state !== "written" && (
          <button
            key="edit"
            type="button"
            className="button"
            autoFocus={state === "readAgain"}
            onClick={() => show("written")}
          >
            <Pencil className="icon" aria-hidden="true" />
            {notes === "" ? "Add notes" : "Edit notes"}
          </button>
        )}
      </div>
      <div ref={body} className="notes__room" style={{ minBlockSize: `${room}px` }}>
        {state === "written" ? (
          <SharedText
            lines="many"
            address={{ root: "objectives", id: objectiveId, field: "notes" }}
            label="Notes"
            maxLength={limits.notesLength}
            className="input notes__field"
            autoFocus
            readOnly={!editable}
            onLeave={(by) => show(by === "key" ? "readAgain" : "read")}
          />
        ) : (
          <ReadNotes notes={notes} onPress={editable ? () => show("written") : undefined} />
        )}
      </div>
    </section>
  );
}

interface ReadNotesProps {
  readonly notes: string;
  readonly onPress: (() => void) | undefined;
}

function ReadNotes({ notes, onPress }: ReadNotesProps) {
  if (notes.trim() === "") {
    return <p className="field__hint">No notes yet.{onPress && " Lists, links and **bold** work."}</p>;
  }
  const press = (event: MouseEvent): void => {
    // A link in the notes is for following, and selected words are for copying.
    if (event.target instanceof Element && event.target.closest("a, input")) return;
    if (window.getSelection()?.isCollapsed === false) return;
    onPress?.();
  };
  return (
    // The button above does the same by keyboard; this is the short way for a pointer.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- see above
    <div className={onPress ? "notes notes--editable" : "notes"} onClick={press}>
      <Part otherwise={<p className="notes__plain">{notes}</p>} fallback={<p className="notes__plain">{notes}</p>}>
        <MarkdownText text={notes} />
      </Part>
    </div>
  );
}
