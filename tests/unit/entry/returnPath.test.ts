import { describe, expect, it } from "vitest";

import { safeReturnPath } from "#client/entry/returnPath.ts";

const ORIGIN = "https://waymark.example";

describe("where somebody lands after signing in", () => {
  it("SCR-401: a screen of ours is kept, without what is not part of its path", () => {
    for (const path of ["/", "/p/abc", "/p/abc/o/def", "/p/abc/my-updates"]) {
      expect(safeReturnPath(path, ORIGIN)).toBe(path);
      expect(safeReturnPath(`${ORIGIN}${path}?a=b#c`, ORIGIN)).toBe(path);
    }
  });

  it("SCR-401: whatever leads elsewhere, or nowhere, is ignored", () => {
    const elsewhere = [
      "//evil",
      "//evil/p/abc",
      "/\\evil",
      "/\\/evil/p/abc",
      "\\\\evil",
      "/\t/evil",
      "https:evil",
      "https://evil/p/abc",
      "https://waymark.example.evil/p/abc",
      "https://waymark.example@evil/p/abc",
      "http://waymark.example/p/abc",
      "/a/..//p/abc",
      "/./\\p/abc",
      "javascript:alert(1)",
      "java\nscript:alert(1)",
      "data:text/html,x",
      "blob:https://waymark.example/p/abc",
      "about:blank",
      "https://",
    ];
    for (const value of [...elsewhere, "/join", "/join#secret", "/api/plans", "/nothing", "/p", null]) {
      expect(safeReturnPath(value, ORIGIN), String(value)).toBeNull();
    }
  });
});
