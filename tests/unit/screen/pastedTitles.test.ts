import { describe, expect, it } from "vitest";

import { joinedCells, pastedTitles } from "#client/board/pastedTitles.ts";

describe("pasted lines", () => {
  it("SCR-141: each line is a title, without the marks of a list and without blank lines", () => {
    expect(pastedTitles("- One\r\n\n  • Two  \n3. Three\n- [x] Four\n\n")).toEqual(["One", "Two", "Three", "Four"]);
  });

  it("SCR-786: the marks of Word's lists, letters, numbers in brackets, boxes and arrows are no part of a title", () => {
    const marks = [
      ...[
        "o\t",
        "§\t",
        "\uF0B7\t",
        "\uF0A7 ",
        "a. ",
        "b) ",
        "(2) ",
        "(c) ",
        "iv. ",
        "(iii) ",
        "xii) ",
        "A.\t",
        "B) ",
        "IV.\t",
      ],
      ...["☐ ", "☑ ", "→ ", "➢ ", "‣ ", "◦ ", "▪ ", "● ", "✓ ", "- ☐ ", "1. [ ] "],
    ];
    for (const mark of marks) expect(pastedTitles(`  ${mark}Move repairs\n`), mark).toEqual(["Move repairs"]);
  });

  it("SCR-786: what begins a title as a letter or a number does stays", () => {
    const titles = [
      ...["o is for open", "c. 300 people move", "p. 3 of the report", "e.g. a first draft", "A. Smith hires two"],
      ...["I. Newton’s law", "(2030) targets", "(beta) service", "vi", "a.b", "→", "mix. of both"],
    ];
    expect(pastedTitles(titles.join("\n"))).toEqual(titles);
  });

  it("SCR-141: what only looks like a mark stays", () => {
    expect(pastedTitles("-5 degrees\n2030 targets\nA - B")).toEqual(["-5 degrees", "2030 targets", "A - B"]);
    expect(pastedTitles("One title")).toEqual(["One title"]);
    expect(pastedTitles(" \n ")).toEqual([]);
  });

  it("SCR-884: a cell of a spreadsheet with line breaks is one line, without the quotes round it", () => {
    const copied = '"Move\nthe ""old"" files"\r\nPlain\t"Right\r\n beside"\r\n"Last\n"\r\n';
    expect(joinedCells(copied)).toBe('Move the "old" files\r\nPlain\tRight beside\r\nLast \r\n');
    expect(pastedTitles(joinedCells(copied))).toEqual(['Move the "old" files', "Plain Right beside", "Last"]);
  });

  it("SCR-884: other quotes stay as they are", () => {
    for (const text of ['"One"\n"Two"', 'Say\n"yes\nor" no', '"Open\nend', '5" pipes\n6" pipes', '"A" and\n"B"'])
      expect(joinedCells(text)).toBe(text);
  });
});
