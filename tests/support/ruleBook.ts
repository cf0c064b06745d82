const RULE = /^- \*\*([A-Z]{3}-\d+)\*\* \S/gm;
/** `it("…")`, `test("…")`, with `.each(…)` and the like in between. */
const TITLE = /^[ \t]*(?:it|test)(?:\.\w+)*(?:\((?:[^"'`]|\n)*?\))?\(\s*(["'`])((?:\\.|(?!\1)[^\\])*)\1/gm;
const LEADING_ID = /^([A-Z]{3}-\d+): \S/;

interface TestTitle {
  readonly file: string;
  readonly title: string;
}

/** The ids of the rules in SPEC.md, as often as they stand there. */
export function rulesOf(spec: string): readonly string[] {
  return [...spec.matchAll(RULE)].flatMap(([, id]) => (id === undefined ? [] : [id]));
}

/** The titles of the tests in a source file. */
export function titlesOf(source: string): readonly string[] {
  return [...source.matchAll(TITLE)].flatMap(([, , title]) => (title === undefined ? [] : [title]));
}

/** Rules without a test, titles without a rule, ids given twice or out of order: one sentence each. */
export function findProblems(rules: readonly string[], titles: readonly TestTitle[]): readonly string[] {
  const known = new Set(rules);
  const proven = new Set(titles.map(({ title }) => LEADING_ID.exec(title)?.[1]));
  const twice = rules.filter((id, at) => rules.indexOf(id) !== at);
  return [
    ...twice.map((id) => `${id} stands twice in SPEC.md.`),
    ...rules.flatMap((id, at) => {
      const before = rules[at - 1];
      return before !== undefined && isAfter(before, id) ? [`${id} stands after ${before} in SPEC.md.`] : [];
    }),
    ...[...known].filter((id) => !proven.has(id)).map((id) => `${id} has no test.`),
    ...titles.flatMap(({ file, title }) => {
      const id = LEADING_ID.exec(title)?.[1];
      if (id === undefined) return [`${file}: “${title}” does not begin with the id of a rule.`];
      return known.has(id) ? [] : [`${file}: “${title}” names ${id}, which is no rule.`];
    }),
  ];
}

function isAfter(one: string, other: string): boolean {
  const [family, number] = one.split("-");
  const [otherFamily, otherNumber] = other.split("-");
  return family === otherFamily && Number(number) > Number(otherNumber);
}
