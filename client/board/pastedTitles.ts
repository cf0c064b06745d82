/** A bullet, number or box before an entry of a list: how it was written down elsewhere, no part of a title. */
const LIST_MARK = /^(?:[-*+•·–—]|\d{1,3}[.)])\s+(?:\[[ xX]?\]\s+)?/u;

/** The titles in a text of several lines, without blank lines and the marks of a list. */
export function pastedTitles(text: string): readonly string[] {
  return text
    .split(/[\r\n]+/u)
    .map((line) => line.trim().replace(LIST_MARK, "").trim())
    .filter((line) => line !== "");
}
