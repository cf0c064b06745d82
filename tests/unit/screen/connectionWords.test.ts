import { describe, expect, it } from "vitest";

import { connectionWords } from "#client/app/connectionWords.ts";
import type { ConnectionWords, TellableConnection } from "#client/app/connectionWords.ts";
import { CONNECTION_STATES } from "#client/plan/connectionState.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";

function wordsOf(told: Partial<TellableConnection>): ConnectionWords {
  return connectionWords({
    connection: "saved",
    loaded: true,
    keptOnDevice: true,
    condition: { kind: "writable" },
    closeName: null,
    archivedAt: null,
    given: "editor",
    ...told,
  });
}

const REFUSING: Partial<TellableConnection> = { connection: "unavailable", condition: { kind: "diskRefuses" } };
const DAMAGED: Partial<TellableConnection> = { connection: "readonly", condition: { kind: "damaged", missing: 3 } };

describe("connectionWords", () => {
  it("SCR-15: every state has a word of its own and a whole sentence", () => {
    const told: readonly Partial<TellableConnection>[] = [
      ...CONNECTION_STATES.map((connection) => ({ connection })),
      { connection: "unavailable", closeName: "unavailable" },
      { connection: "removed", closeName: "forbidden" },
      { connection: "readonly", archivedAt: 1 },
      DAMAGED,
    ];
    const words = told.map(wordsOf);
    expect(new Set(words.map(({ word }) => word)).size).toBe(told.length);
    for (const { word, sentence } of [...words, wordsOf({ ...REFUSING, keptOnDevice: false })]) {
      expect(word.length, word).toBeLessThanOrEqual(30);
      expect(sentence, word).toMatch(/^\p{Lu}.{20,}\.$/u);
    }
  });

  it("SCR-890: what is kept nowhere is not promised to stay, nor to be there after a reload", () => {
    for (const connection of ["outdated", "signedout"] as const) {
      for (const closeName of [null, connection === "outdated" ? "outdated" : "signedOut"] as const) {
        expect(wordsOf({ connection, closeName }).sentence).toMatch(/nothing is lost|stay on this device/u);
        const { sentence } = wordsOf({ connection, closeName, keptOnDevice: false });
        expect(sentence).not.toMatch(/nothing is lost|stay on this device/u);
        expect(sentence).toContain("does not keep changes");
      }
    }
  });

  it("SCR-950: of a plan of which nothing is here yet nothing is said of changes, on no account", () => {
    for (const keptOnDevice of [true, false]) {
      for (const connection of ["outdated", "signedout", "offline"] as const) {
        const { word, more = "", sentence } = wordsOf({ connection, keptOnDevice, loaded: false });
        expect(`${word}${more} ${sentence}`).not.toMatch(/kept|keep|lost|change|unsent|go on/iu);
      }
    }
  });

  it("SCR-950: whom the server makes wait is not told that there is no connection", () => {
    for (const loaded of [true, false]) {
      for (const keptOnDevice of [true, false]) {
        const told = { connection: "offline", closeName: "rateLimited", loaded, keptOnDevice } as const;
        const { word, sentence } = wordsOf(told);
        expect(word).toMatch(/^Waiting/u);
        expect(sentence).toContain(closeCodes.rateLimited.whatNow);
        expect(sentence.includes("or they are lost")).toBe(loaded && !keptOnDevice);
      }
    }
  });

  it("SCR-464: an archived plan says so to everybody, and to its owners that they can bring it back", () => {
    const [owner, editor] = (["owner", "editor"] as const).map((given) =>
      wordsOf({ connection: "readonly", archivedAt: 1, given }),
    );
    expect(owner?.sentence).toContain("you can bring it back");
    expect(editor?.sentence).toContain("An owner of the plan can bring it back");
    expect([owner?.attention, editor?.attention, wordsOf({ connection: "readonly" }).attention]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("SCR-632: a plan that is gone for somebody says both what may have become of it, and to owners where to look", () => {
    const gone = { connection: "removed", closeName: "notFound" } as const;
    for (const given of ["owner", "editor"] as const) {
      expect(wordsOf({ ...gone, given }).sentence).toMatch(/deleted, or .*removed you|deleted, or you were removed/u);
      expect(wordsOf({ ...gone, given, closeName: "forbidden" }).sentence).not.toContain("deleted");
    }
    expect(wordsOf({ ...gone, given: "owner" }).sentence).toContain("you can restore it");
    expect(wordsOf({ ...gone, given: "editor" }).sentence).toContain("An owner of the plan can tell you");
  });

  it("SCR-15: tells kept on this device from not kept", () => {
    const [kept, notKept] = [true, false].map((keptOnDevice) => wordsOf({ connection: "offline", keptOnDevice }));
    expect(kept?.word).not.toBe(notKept?.word);
    expect([kept?.attention, notKept?.attention]).toEqual([false, true]);
  });

  it("SCR-340: a disk that refuses and a plan that is damaged are told whatever else was said of the connection", () => {
    for (const closeName of ["restarting", "tooSlow", null] as const) {
      expect(wordsOf({ ...REFUSING, closeName }).word).toBe("Server not saving");
      expect(wordsOf({ ...DAMAGED, closeName }).sentence).toContain("at least the last 3 changes");
    }
    expect(wordsOf({ ...REFUSING, keptOnDevice: false }).sentence).toContain("leave this page open");
    expect(wordsOf({ ...REFUSING, closeName: "unavailable" }).sentence).toBe(closeCodes.unavailable.whatNow);
    const whole = { kind: "damaged", missing: 0 } as const;
    expect(wordsOf({ ...DAMAGED, condition: whole }).sentence).toContain("Nothing that is shown here is missing");
  });
});
