// What sentences about a command are made of.
import { isolated } from "../model/isolated.ts";

/** A title as it stands in a sentence. */
export function quoted(title: string): string {
  return `“${title === "" ? "untitled" : isolated(title)}”`;
}

export function cards(count: number): string {
  return count === 1 ? "1 card" : `${count} cards`;
}

export function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}
