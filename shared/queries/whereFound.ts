import { plainLetters, wordsOf } from "./matches.ts";

/** Where each word of a search occurs in a text, as the pairs of offsets in it at which the word begins and has ended. */
export function whereFound(search: string, text: string): readonly (readonly [number, number])[] {
  // One letter as it is written may be several as they are compared, or none: an accent that belongs to the one before.
  let plain = "";
  const letters: { readonly from: number; to: number }[] = [];
  let to = 0;
  for (const letter of text) {
    const written = { from: to, to: to + letter.length };
    ({ to } = written);
    const compared = plainLetters(letter);
    for (let nth = 0; nth < compared.length; nth += 1) letters.push(written);
    const last = letters.at(-1);
    if (last) last.to = to;
    plain += compared;
  }
  return wordsOf(search).flatMap((word) => {
    const found: [number, number][] = [];
    for (let at = plain.indexOf(word); at !== -1; at = plain.indexOf(word, at + word.length)) {
      found.push([letters[at]?.from ?? 0, letters[at + word.length - 1]?.to ?? 0]);
    }
    return found;
  });
}
