import type { PlanRecords } from "#shared/model/planRecords.ts";

/** The letters of everybody in a plan: made once for each version of its people. */
const made = new WeakMap<PlanRecords["people"], ReadonlyMap<string, string>>();

/** How somebody is told in two or three letters from all others of a plan, and from whoever is beside them. */
export function initialsIn(
  { people }: Pick<PlanRecords, "people">,
  name: string,
  beside: readonly string[] = [],
): string {
  let known = made.get(people);
  if (!known) made.set(people, (known = initialsAmong([...people.values()].map((person) => person.name))));
  return known.get(name) ?? initialsAmong([...known.keys(), ...beside, name]).get(name) ?? "?";
}

/** The letters of a name where there is nobody to be told from. */
export function initialsOf(name: string): string {
  return initialsAmong([name]).get(name) ?? "?";
}

/**
 * Letters for each of these names: the first of each of its words, of one word the first two. A post that several hold,
 * such as "Head of", tells nobody apart and is left out; names that would still look alike take other letters, as far as
 * they have them: "Dir" and "Dat" in place of "DI" twice.
 */
export function initialsAmong(names: readonly string[]): ReadonlyMap<string, string> {
  const posts = Map.groupBy(new Set(names), postOf);
  const words = new Map(
    [...new Set(names)].map((name) => {
      const post = postOf(name);
      const shared = post !== "" && (posts.get(post)?.length ?? 0) > 1;
      return [name, wordsOf(shared ? name.slice(post.length) : name)] as const;
    }),
  );
  const letters = new Map([...words].map(([name, own]) => [name, firstLetters(own)]));
  for (const alike of Map.groupBy(words.keys(), (name) => looksOf(letters.get(name))).values()) {
    if (alike.length < 2) continue;
    const taken = new Set([...letters].flatMap(([name, own]) => (alike.includes(name) ? [] : [looksOf(own)])));
    const others = lettersApart(
      alike.toSorted().map((name) => [name, words.get(name) ?? []]),
      taken,
    );
    for (const [name, own] of others) letters.set(name, own);
  }
  return letters;
}

type Named = readonly [name: string, words: readonly string[]];

/** Other letters for names that look alike: all taken in one way where one will do, else by each in its own. */
function lettersApart(alike: readonly Named[], taken: Set<string>): ReadonlyMap<string, string> {
  for (const way of OTHER_LETTERS) {
    const others = new Map(alike.map(([name, words]) => [name, way(words)]));
    const looks = new Set([...others.values()].map(looksOf));
    if (looks.size === alike.length && ![...looks].some((look) => taken.has(look))) return others;
  }
  const others = new Map<string, string>();
  for (const [name, words] of alike) {
    const own = [...OTHER_LETTERS, firstLetters].map((way) => way(words)).find((look) => !taken.has(looksOf(look)));
    if (own === undefined || words.length === 0) continue;
    others.set(name, own);
    taken.add(looksOf(own));
  }
  return others;
}

const MOST = 3;

/** "Head of " of "Head of Digital Services": as far as the first word in small letters, if anything follows. */
function postOf(name: string): string {
  return /^(?:[^\p{Ll}\s]\S*\s+)+\p{Ll}+\s+(?=\S)/u.exec(name)?.[0] ?? "";
}

/** The words that begin with a capital; all of them where none does. */
function wordsOf(name: string): readonly string[] {
  const words = name.split(/\s+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const capital = words.filter((word) => !/^\p{Ll}/u.test(word));
  return capital.length > 0 ? capital : words;
}

type Letters = (words: readonly string[]) => string;

const firstLetters: Letters = (words) => {
  if (words.length === 1) return beginning(words[0], 2);
  const letters = words.map((word) => [...word][0]?.toLocaleUpperCase() ?? "");
  return letters.slice(0, MOST).join("") || "?";
};

const OTHER_LETTERS: readonly Letters[] = [
  (words) => beginning(words[0], MOST),
  (words) => `${beginning(words[0], 1)}${beginning(words.at(-1), 2)}`,
  (words) => `${beginning(words[0], 2)}${beginning(words.at(-1), 1)}`,
];

function beginning(word = "?", count: number): string {
  const letters = [...word].slice(0, count);
  return `${letters[0]?.toLocaleUpperCase() ?? ""}${letters.slice(1).join("")}`;
}

/** Large and small letters are not told apart at the size of a face. */
function looksOf(letters = ""): string {
  return letters.toLocaleUpperCase();
}
