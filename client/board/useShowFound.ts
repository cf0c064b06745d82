import { useEffect, useRef } from "react";

import { cardLists } from "#shared/queries/board.ts";

import { usePlanSession } from "../plan/usePlan.ts";
import { useFound } from "../search/useFound.ts";
import { useSearch } from "../view/searchStore.ts";
import type { Search } from "../view/searchStore.ts";

/** Brings the first column that has what is searched for into view, if no such column is: a phone shows only one. */
export function useShowFound(board: () => Element | null): void {
  const session = usePlanSession();
  const search = useSearch();
  const found = useFound();
  const shownFor = useRef<Search | null>(null);
  useEffect(() => {
    const element = board();
    const { records } = session.planStore.getState();
    // Once for what was typed: what others do to the cards meanwhile scrolls nothing.
    if (!element || !records || shownFor.current === search) return;
    shownFor.current = search;
    if (!found) return;
    const lists = cardLists(records);
    const having = [...element.querySelectorAll(":scope > .column")].filter((_, at) =>
      lists[at]?.some(({ id }) => found.has(id)),
    );
    if (!having.some((column) => isShown(column, element))) {
      having[0]?.scrollIntoView({ inline: "start", block: "nearest" });
    }
  }, [board, session, search, found]);
}

/** Whether at least half of a column lies within the board. */
function isShown(column: Element, board: Element): boolean {
  const { left, right, width } = column.getBoundingClientRect();
  const view = board.getBoundingClientRect();
  return Math.min(right, view.right) - Math.max(left, view.left) >= width / 2;
}
