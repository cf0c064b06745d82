import { searchFor, useSearch } from "../view/searchStore.ts";
import { useFound } from "./useFound.ts";

/** Says once, over the empty board, that a search finds nothing, and the ways on. */
export function NothingAnywhere({ onOpenTray }: { readonly onOpenTray: (() => void) | undefined }) {
  const { text, late } = useSearch();
  const found = useFound();
  const sought = text.trim();
  if (found?.size !== 0) return null;
  if (sought === "") return <p className="board-bar board-bar--middle">No objective is late.</p>;
  return (
    <div className="board-bar board-bar--middle" data-testid="nothing-anywhere">
      <span className="board-bar__what">
        No {late ? "late " : ""}objective matches “{sought}”.
      </span>
      <button type="button" className="board-bar__button" data-clears-search onClick={() => searchFor("")}>
        Clear search
      </button>
      {onOpenTray && (
        <button type="button" className="board-bar__button" onClick={onOpenTray}>
          Look in the tray
        </button>
      )}
    </div>
  );
}
