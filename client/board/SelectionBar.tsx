import { Archive, ArrowRightLeft, X } from "lucide-react";

import { archiveObjectives } from "#shared/commands/objectives.ts";
import type { ObjectiveId } from "#shared/model/id.ts";

import { useCan, useRecordsShallow } from "../plan/usePlan.ts";
import { useFoundIn } from "../search/useFound.ts";
import { ReadOut } from "../ui/ReadOut.tsx";
import { focusCard } from "../view/cardFocus.ts";
import { currentDrag, useDrag } from "../view/dragStore.ts";
import { openPopup } from "../view/popupStore.ts";
import { clearSelection, useSelection } from "../view/selectionStore.ts";
import { speak } from "../view/spokenStore.ts";
import { useEscape } from "../view/useEscape.ts";
import { useRun } from "../view/useRun.ts";
import { cardBeside, focusBeside } from "./cardBeside.ts";
import { selectedOnBoard } from "./cardsInHand.ts";
import { SELECTION_MOVE_ID } from "./selectionIds.ts";

/** While cards are selected: how many, and what can be done with all of them. It lies over the board and moves nothing; while they are held it is away. */
export function SelectionBar() {
  const selected = useSelection(({ ids }) => ids);
  const ids = useRecordsShallow((records) => selectedOnBoard(records, selected));
  const lifted = useDrag((drag) => drag?.by === "keys");
  const editable = useCan("editObjectives");
  return editable && ids.length > 0 && !lifted && <SelectionTools ids={ids} />;
}

function SelectionTools({ ids }: { readonly ids: readonly ObjectiveId[] }) {
  const run = useRun();
  // Not taken from the page: the Escape that puts them back would be heard by what comes with it.
  const held = useDrag((drag) => drag !== null);
  const hidden = ids.length - useFoundIn(ids).length;
  useEscape(isElsewhere, leaveSelection);
  const archive = (): void => {
    const beside = cardBeside(ids);
    if (run(archiveObjectives, { objectiveIds: ids }, "offerUndo") === undefined) return;
    clearSelection();
    focusBeside(beside);
  };
  const clear = (): void => {
    const [first] = ids;
    leaveSelection();
    if (first !== undefined) focusCard(first);
  };
  return (
    <section
      className="board-bar board-bar--chosen"
      aria-label="Selected objectives"
      data-testid="selection"
      hidden={held}
    >
      <strong className="board-bar__what">
        <span>
          {ids.length} selected{hidden > 0 && ","}
        </span>
        {hidden > 0 && <span> {hidden} not shown</span>}
      </strong>
      <ReadOut
        label="Not shown"
        sentence={hidden > 0 ? `${hidden} of ${ids.length} selected objectives not shown.` : ""}
      />
      <button
        type="button"
        id={SELECTION_MOVE_ID}
        className="board-bar__button"
        aria-haspopup="menu"
        aria-keyshortcuts="M"
        onClick={(event) => openPopup({ kind: "selection", anchor: event.currentTarget })}
      >
        <ArrowRightLeft className="icon" aria-hidden="true" />
        Move to…
      </button>
      <button type="button" className="board-bar__button" onClick={archive}>
        <Archive className="icon" aria-hidden="true" />
        Archive
      </button>
      <button
        type="button"
        className="board-bar__button board-bar__button--short"
        aria-keyshortcuts="Escape"
        onClick={clear}
      >
        <X className="icon" aria-hidden="true" />
        <span className="board-bar__word">Clear</span>
      </button>
    </section>
  );
}

function leaveSelection(): void {
  clearSelection();
  speak("Nothing selected.");
}

/** Escape may be meant for what is written, open or held. */
function isElsewhere(target: EventTarget | null): boolean {
  const isWithin = target instanceof Element && target.closest("input, textarea, [role=dialog], [role=menu]") !== null;
  return isWithin || currentDrag() !== null;
}
