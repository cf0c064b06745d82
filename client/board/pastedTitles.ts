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
    .map((line) => line.trim().replace(LIST_MARK, "").trim())
    .filter((line) => line !== "");
}
