import { useRecordsShallow } from "../plan/usePlan.ts";
import { PopupMenu } from "../ui/PopupMenu.tsx";
import { focusCard } from "../view/cardFocus.ts";
import { closePopup } from "../view/popupStore.ts";
import { useSelection } from "../view/selectionStore.ts";
import { selectedOnBoard } from "./cardsInHand.ts";
import { MoveToSection } from "./MoveToSection.tsx";
import { useMoveCards } from "./useMoveCards.ts";

/** Where the selected cards shall go, all together. */
export function SelectionMenu({ anchor }: { readonly anchor: Element }) {
  const selected = useSelection(({ ids }) => ids);
  const move = useMoveCards();
  const movedIds = useRecordsShallow((records) => selectedOnBoard(records, selected));
  const [first] = movedIds;
  if (first === undefined) return null;
  return (
    <PopupMenu anchor={anchor} label={`${movedIds.length} selected`} onClose={closePopup}>
      <MoveToSection
        movedIds={movedIds}
        onChoose={(target) => {
          closePopup();
          move(movedIds, target);
          requestAnimationFrame(() => focusCard(first));
        }}
      />
    </PopupMenu>
  );
}
