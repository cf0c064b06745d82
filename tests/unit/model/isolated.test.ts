import { expect, it } from "vitest";

import { quoted } from "#shared/commands/summaryWords.ts";
import { isolated } from "#shared/model/isolated.ts";

it("SCR-654: what is written from right to left keeps to itself in a sentence, and all else is left as it is", () => {
  for (const text of ["خدمات", "Team שירות", "\u{1e900}dlam"]) expect(isolated(text)).toBe(`\u2068${text}\u2069`);
  for (const text of ["", "Data", "Ænima – Ł", "数据", "🎯 5"]) expect(isolated(text)).toBe(text);
  expect(quoted("خدمات")).toBe("“\u2068خدمات\u2069”");
});
