/** Hebrew, Arabic and the other scripts that are written from right to left, with their presentation forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * What somebody wrote, as it stands in a sentence of ours: text that runs from right to left keeps to itself (between
 * U+2068 and U+2069), so that a number after it is not drawn before it. Other text is left as it is.
 */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
