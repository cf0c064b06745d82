import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import { findProblems, rulesOf, titlesOf } from "#tests/support/ruleBook.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

function testFiles(): readonly { readonly file: string; readonly source: string }[] {
  return readdirSync(join(root, "tests"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.test\.tsx?$|Contract\.ts$/.test(name))
    .map((name) => ({ file: name, source: readFileSync(join(root, "tests", name), "utf8") }));
}

describe("the rule book", () => {
  it("SRV-1: every rule of SPEC.md has a test, and every test title begins with a rule that exists", () => {
    const rules = rulesOf(readFileSync(join(root, "shared", "SPEC.md"), "utf8"));
    const titles = testFiles().flatMap(({ file, source }) => titlesOf(source).map((title) => ({ file, title })));
    expect(findProblems(rules, titles)).toEqual([]);
  });

  it("SRV-1: the check itself sees a rule without a test, a title without a rule, an id given twice, and one out of order", () => {
    const rules = rulesOf("- **DOC-2** Two.\n- **DOC-1** One.\n- **DOC-2** Two again.\n- **CMD-1** Another family.\n");
    const titles = titlesOf(
      ['it("DOC-1: works", () => {', "it.each([1])(`DOC-9: of nobody`, () => {", 'test("no id", () => {'].join("\n"),
    );
    expect(titles).toEqual(["DOC-1: works", "DOC-9: of nobody", "no id"]);
    expect(
      findProblems(
        rules,
        titles.map((title) => ({ file: "a.test.ts", title })),
      ),
    ).toEqual([
      "DOC-2 stands twice in SPEC.md.",
      "DOC-1 stands after DOC-2 in SPEC.md.",
      "DOC-2 has no test.",
      "CMD-1 has no test.",
      "a.test.ts: “DOC-9: of nobody” names DOC-9, which is no rule.",
      "a.test.ts: “no id” does not begin with the id of a rule.",
    ]);
  });
});
