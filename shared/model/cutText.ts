/** The beginning of a text, never cut in the middle of a character: half of one is not even well-formed in a file. */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, Math.max(0, most)).replace(/[\ud800-\udbff]$/, "");
}
