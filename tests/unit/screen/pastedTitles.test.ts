import { describe, expect, it } from "vitest";

import { pastedTitles } from "#client/board/pastedTitles.ts";

describe("pasted lines", () => {
  it("SCR-141: each line is a title, without the marks of a list and without blank lines", () => {
    expect(pastedTitles("- One\r\n\n  • Two  \n3. Three\n- [x] Four\n\n")).toEqual(["One", "Two", "Three", "Four"]);
  });

  it("SCR-141: what only looks like a mark stays", () => {
    expect(pastedTitles("-5 degrees\n2030 targets\nA - B")).toEqual(["-5 degrees", "2030 targets", "A - B"]);
    expect(pastedTitles("One title")).toEqual(["One title"]);
    expect(pastedTitles(" \n ")).toEqual([]);
  });
});
