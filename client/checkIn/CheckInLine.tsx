import { CornerDownLeft, X } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import type { FormEvent } from "react";
import { Popover } from "react-aria-components/Popover";

import { recordCheckIn } from "#shared/commands/checkIns.ts";
import type { ObjectiveId, PersonId } from "#shared/model/id.ts";
import { limits } from "#shared/model/limits.ts";

import { usePersonId } from "../plan/usePlan.ts";
import { closeByEscape } from "../view/closeByEscape.ts";
import { closePopup } from "../view/popupStore.ts";
import { useRun } from "../view/useRun.ts";
import { useCheckInDraft } from "./useCheckInDraft.ts";
import "./checkIn.css";

interface CheckInLineProps {
  readonly objectiveId: ObjectiveId;
  /** The bar that was dragged. */
  readonly anchor: Element;
}

/** After a check-in by dragging: a place for a few words about it. It takes no focus, and leaves when nobody wants it. */
export function CheckInLine({ objectiveId, anchor }: CheckInLineProps) {
  const triggerRef = useMemo(() => ({ current: anchor }), [anchor]);
  const personId = usePersonId();
  if (personId === null) return null;
  return (
    <Popover
      className="popover popover--line"
      triggerRef={triggerRef}
      isOpen
      isNonModal
      placement="bottom start"
      onOpenChange={closePopup}
    >
      <LineForm key={objectiveId} objectiveId={objectiveId} personId={personId} />
    </Popover>
  );
}

/** How long it stays while nobody writes in it or points at it, in milliseconds. */
const STAY = 8_000;

function LineForm({ objectiveId, personId }: { readonly objectiveId: ObjectiveId; readonly personId: PersonId }) {
  const run = useRun();
  const { draft, change } = useCheckInDraft(personId, objectiveId, undefined);
  const [held, setHeld] = useState(false);
  const empty = draft.note.trim() === "";
  useEffect(() => {
    if (held || !empty) return undefined;
    const timer = setTimeout(closePopup, STAY);
    return () => clearTimeout(timer);
  }, [held, empty]);
  // Numbers that were begun in the form stay there.
  const leave = (): void => {
    change({ note: "" });
    closePopup();
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (!empty && run(recordCheckIn, { objectiveId, note: draft.note }, "offerUndo") === undefined) return;
    leave();
  };
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <form className="check-in-line" aria-label="A line about it" onSubmit={save}>
        <input
          className="input"
          aria-label="In one line (optional)"
          placeholder="In one line, if you like"
          value={draft.note}
          maxLength={limits.notesLength}
          autoComplete="off"
          enterKeyHint="done"
          onKeyDown={closeByEscape(leave)}
          onChange={(event) => change({ note: event.target.value })}
        />
        <button type="submit" className="button button--quiet button--icon" aria-label="Record the line">
          <CornerDownLeft className="icon" aria-hidden="true" />
        </button>
        <button type="button" className="button button--quiet button--icon" aria-label="No line" onClick={leave}>
          <X className="icon" aria-hidden="true" />
        </button>
      </form>
    </div>
  );
}
