import { limits } from "#shared/model/limits.ts";

/** How an entry of a list was begun where it was written down: no part of a title. White space follows each of them. */
const LIST_MARKS = [
  // Dashes, bullets and arrows. Word pastes those of its symbol fonts as characters of no meaning of their own.
  /[-*+•·–—‣⁃∙▪▫●○◦■□◆◇►▸→➔➢§\uF000-\uF0FF]\s/u,
  /[☐☑☒✓✔✗✘]\s/u,
  // The second level of Word's lists.
  /o\t/u,
  /\(?\d{1,3}[.)]\s/u,
  // Not “c. 300 people”.
  /(?:[a-z]|[ivx]{2,5})\.\s+(?!\s|\d)/u,
  /\(?(?:[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})\)\s/u,
  // Capitals with a point may be somebody's initial.
  /(?:[A-Z]|[IVX]{2,5})\.\t/u,
];
const BOX = /(?:\[[ xX]?\]|[☐☑☒])\s/u;

const LIST_MARK = new RegExp(`^(?:${LIST_MARKS.map(({ source }) => source).join("|")})\\s*(?:${BOX.source})?`, "u");

/** The titles in a text of several lines, without blank lines and the marks of a list. */
export function pastedTitles(text: string): readonly string[] {
  return text
    .split(/[\r\n]+/u)
    .map((line) => line.trim().replace(LIST_MARK, "").replace(/\s+/gu, " ").trim())
    .filter((line) => line !== "");
}

export function isTooLong(title: string): boolean {
  return title.length > limits.titleLength;
}

/** From the beginning of a line or behind a tab to the end of it: what stands in quotes, its own quotes doubled. */
const CELL = /(?<=^|[\t\n])"(?:[^"]|"")*"(?=[\t\r\n]|$)/gu;

/** A text in which each cell of a spreadsheet is one line. One with line breaks comes in quotes; no other does. */
export function joinedCells(text: string): string {
  return text.replaceAll(CELL, (cell) =>
    /[\r\n]/u.test(cell)
      ? cell
          .slice(1, -1)
          .replaceAll('""', '"')
          .replaceAll(/\s*[\r\n]+\s*/gu, " ")
      : cell,
  );
}
