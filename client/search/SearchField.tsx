import { Search, X } from "lucide-react";
import { useCallback, useEffect, useRef } from "react";
import type { KeyboardEvent } from "react";

import { cardLists } from "#shared/queries/board.ts";

import { usePerson, usePlanSession, useRecords } from "../plan/usePlan.ts";
import { ReadOut } from "../ui/ReadOut.tsx";
import { currentCardFocus, focusCard } from "../view/cardFocus.ts";
import { useKey } from "../view/keys.ts";
import { searchFor, useSearch } from "../view/searchStore.ts";
import { dismissToasts } from "../view/toastStore.ts";
import { isForOther, useEscape } from "../view/useEscape.ts";
import { useFound } from "./useFound.ts";
import "./search.css";

/** Shows only the cards in which all that is typed occurs: in title, notes, owner or the last line said. */
export function SearchField() {
  const field = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  const cardBefore = useRef<ReturnType<typeof currentCardFocus>>(null);
  const { planStore } = usePlanSession();
  const { text } = useSearch();
  const count = useCount();
  const among = useAmong();

  const open = useCallback(() => {
    // Under an open dialog nothing can be searched.
    if (field.current?.closest("[inert], [aria-hidden='true']")) return;
    before.current = document.activeElement;
    cardBefore.current = currentCardFocus();
    field.current?.focus();
    field.current?.select();
  }, []);
  useKey("search", open);
  const clear = useCallback(() => {
    // The buttons that clear it are about to go.
    if (document.activeElement?.closest("[data-clears-search]")) field.current?.focus();
    searchFor("");
  }, []);
  useEscape(isForOther, clear, text !== "");
  // A search belongs to the plan in which it was begun.
  useEffect(() => () => searchFor(""), []);

  /** Back to what had focus. A card that the search took off the page meanwhile is drawn anew, as another element. */
  const leave = (): void => {
    if (before.current instanceof HTMLElement && before.current.isConnected) return before.current.focus();
    const card = cardBefore.current;
    const objective = card && planStore.getState().records?.objectives.get(card.objectiveId);
    if (card && objective?.archived === null) focusCard(card.objectiveId, card.part);
    else document.querySelector<HTMLElement>("main")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (text !== "") return searchFor("");
    leave();
  };
  return (
    <search className="search">
      <div className="search__box">
        <Search className="icon search__icon" aria-hidden="true" />
        <input
          ref={field}
          type="search"
          className="input search__field"
          aria-label="Search objectives"
          aria-keyshortcuts="/"
          placeholder="Search"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            if (text === "") dismissToasts();
            searchFor(event.target.value);
          }}
          onKeyDown={onKeyDown}
        />
        {count !== null && (
          <span className="search__count" aria-hidden="true">
            {count.found}/{count.all}
          </span>
        )}
        {text !== "" && (
          <button
            type="button"
            className="button button--quiet button--icon search__clear"
            aria-label="Clear the search"
            data-clears-search
            onClick={() => {
              searchFor("");
              field.current?.focus();
            }}
          >
            <X className="icon" aria-hidden="true" />
          </button>
        )}
      </div>
      <ReadOut label="Search result" sentence={count === null ? "" : sentenceOf(count, among)} />
    </search>
  );
}

interface Count {
  readonly found: number;
  readonly all: number;
}

function useCount(): Count | null {
  const found = useFound();
  const all = useRecords((records) => cardLists(records).reduce((sum, { length }) => sum + length, 0));
  const { text } = useSearch();
  return found && text.trim() !== "" ? { found: found.size, all } : null;
}

/** Where only what is late is searched: that, and whose. */
function useAmong(): string {
  const { late } = useSearch();
  const ownerId = late?.of === "owner" ? late.ownerId : null;
  const owner = usePerson(ownerId);
  if (late === null) return "";
  if (late.of === "everybody") return ", of what is late";
  return owner ? `, of what is late of ${owner.name}` : ", of what is late and has no owner";
}

function sentenceOf({ found, all }: Count, among: string): string {
  if (found === 0) return `None of ${all} objectives found${among}. Escape clears the search.`;
  return `${found} of ${all} objectives found${among}.`;
}
