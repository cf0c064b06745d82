import { describe, expect, it } from "vitest";

import { connectionWords } from "#client/app/connectionWords.ts";
import { CONNECTION_STATES } from "#client/plan/connectionState.ts";

describe("connectionWords", () => {
  it("SCR-15: every state has a word of its own and a whole sentence", () => {
    const words = CONNECTION_STATES.map((state) => connectionWords(state, true));
    expect(new Set(words.map(({ word }) => word)).size).toBe(CONNECTION_STATES.length);
    for (const { word, sentence } of words) {
      expect(word.length, word).toBeLessThanOrEqual(30);
      expect(sentence, word).toMatch(/^\p{Lu}.{20,}\.$/u);
    }
  });

  it("SCR-15: tells kept on this device from not kept", () => {
    const [kept, notKept] = [connectionWords("offline", true), connectionWords("offline", false)];
    expect(kept.word).not.toBe(notKept.word);
    expect([kept.attention, notKept.attention]).toEqual([false, true]);
  });
});
