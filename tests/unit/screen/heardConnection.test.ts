import { describe, expect, it } from "vitest";

import { heardNext } from "#client/app/heardConnection.ts";
import type { HeardConnection } from "#client/app/heardConnection.ts";
import type { ConnectionState } from "#client/plan/connectionState.ts";

function aloud(...states: readonly ConnectionState[]): readonly ConnectionState[] {
  let heard: HeardConnection | null = null;
  return states.filter((state) => (heard = heardNext(heard, state)).aloud);
}

describe("what is read out of the connection", () => {
  it("SCR-673: not each change that is saved as usual", () => {
    expect(aloud("saved", "saving", "saved", "saving", "saved")).toEqual([]);
    expect(aloud("loading", "saved", "saving", "saved")).toEqual(["loading", "saved"]);
  });

  it("SCR-673: all that is not as usual, and that it is over", () => {
    expect(aloud("saved", "saving", "offline", "saving", "saved", "saving", "saved")).toEqual([
      "offline",
      "saving",
      "saved",
    ]);
    expect(aloud("saved", "reconnecting", "offline", "reconnecting", "saved", "saving")).toEqual([
      "reconnecting",
      "offline",
      "reconnecting",
      "saved",
    ]);
    expect(aloud("saved", "signedout")).toEqual(["signedout"]);
  });
});
