import { isolated } from "#shared/model/isolated.ts";

/** How much of a text is said, in letters, and how much of that is what goes before the change. */
const MOST = 60;
const BEFORE = 20;

/** How a text reads now that it was `former`, for after “read” in a sentence: of a long one the part that has changed. */
export function textInQuotes(text: string, former: string): string {
  const letters = lettersOf(text);
  const others = lettersOf(former);
  const differs = letters.findIndex((letter, at) => letter !== others[at]);
  const changed = differs === -1 ? letters.length : differs;
  const from = Math.max(0, Math.min(changed - BEFORE, letters.length - MOST));
  const to = from + MOST;
  const part = letters.slice(from, to).join("").trim();
  return `“${from > 0 ? "…" : ""}${isolated(part)}${to < letters.length ? "…" : ""}”`;
}

/** On one line. */
function lettersOf(text: string): readonly string[] {
  return Array.from(text.replaceAll(/\s+/gu, " ").trim());
}
