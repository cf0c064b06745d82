import { useSearch } from "../view/searchStore.ts";
import { useFound } from "./useFound.ts";

/** Why a mission that has cards shows none. Where no mission shows any, that is said once, by NothingAnywhere. */
export function NothingFound() {
  const { text, late } = useSearch();
  const found = useFound();
  if (found?.size === 0) return null;
  return <p className="column__empty">{words(text, late !== null)}</p>;
}

function words(text: string, late: boolean): string {
  if (!late) return "Nothing here matches the search.";
  return text.trim() === "" ? "Nothing here is late." : "Nothing late here matches the search.";
}
