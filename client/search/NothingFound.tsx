import { useSearch } from "../view/searchStore.ts";

/** Why a mission that has cards shows none. */
export function NothingFound() {
  const { text, late } = useSearch();
  if (late === null) return "Nothing here matches the search.";
  return text.trim() === "" ? "Nothing here is late." : "Nothing late here matches the search.";
}
