/** What stands between the digits of a long number: blanks, thin ones too, and apostrophes. */
const BLANKS = /(?<=\d)[\s\u00a0\u2009\u202f'’](?=\d{3}(?!\d))/gu;
/** More digits than any measurement has, with room for separators. */
const MOST = 40;

/**
 * A number as people type it: "65", "3.5", "3,5", "1,200", "1.200,5", "1 200", "−4", "+4". A comma before exactly three
 * digits parts thousands, unless the number begins with 0; a lone point is always the decimal one. Undefined if it is
 * anything else.
 */
export function parseTypedNumber(text: string): number | undefined {
  const tidy = text.trim().replace(/^[−–]/u, "-");
  if (tidy.length > MOST) return undefined;
  const plain = withPoint(tidy.replaceAll(BLANKS, ""));
  if (!/^[-+]?(?:\d+\.?\d*|\.\d+)$/u.test(plain)) return undefined;
  const number = Number(plain);
  // Zero has one sign.
  return Number.isFinite(number) ? number + 0 : undefined;
}

/** The same number with no separators but one decimal point. */
function withPoint(text: string): string {
  if (/^[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/u.test(text)) return text.replaceAll(",", "");
  if (/^[-+]?[1-9]\d{0,2}(?:\.\d{3})+,\d*$/u.test(text)) return text.replaceAll(".", "").replace(",", ".");
  if (/^[-+]?[1-9]\d{0,2}(?:\.\d{3}){2,}$/u.test(text)) return text.replaceAll(".", "");
  return text.replace(",", ".");
}
