import { describe, expect, it } from "vitest";

import { columnGripId, missionOfGrip } from "#client/board/columnGripId.ts";
import { columnPlaceInWords, columnStep, columnTarget, isColumnAtHome } from "#client/board/columnPlaces.ts";
import type { MissionId } from "#shared/model/id.ts";

const [a, b, c, d] = ["a", "b", "c", "d"] as unknown as readonly [MissionId, MissionId, MissionId, MissionId];
const order = [a, b, c, d];

describe("a column in hand", () => {
  it("SCR-112: lands before the first other column whose middle is right of the pointer", () => {
    const rects = order.map((missionId, at) => ({ missionId, left: at * 100, right: at * 100 + 90 }));
    expect([0, 50, 150, 260, 320, 999].map((x) => columnTarget(x, rects, b))).toEqual([a, c, c, d, d, null]);
  });

  it("SCR-112: knows where it lies already", () => {
    expect([isColumnAtHome(c, order, b), isColumnAtHome(b, order, b), isColumnAtHome(null, order, d)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("SCR-112: is moved by arrow keys, Home and End, no further than the ends, and says its place", () => {
    expect(columnStep("ArrowLeft", c, order, b)).toBe(a);
    expect(columnStep("ArrowLeft", a, order, b)).toBe(a);
    expect(columnStep("ArrowRight", c, order, b)).toBe(d);
    expect(columnStep("ArrowRight", d, order, b)).toBeNull();
    expect(columnStep("ArrowRight", null, order, b)).toBeNull();
    expect(columnStep("Home", c, order, b)).toBe(a);
    expect(columnStep("End", c, order, b)).toBeNull();
    expect(columnStep("Tab", c, order, b)).toBeUndefined();
    expect(columnPlaceInWords(d, order, b)).toBe("3 of 4");
    expect(columnPlaceInWords(null, order, b)).toBe("4 of 4");
  });

  it("SCR-112: is told from a card by its name", () => {
    expect(missionOfGrip(columnGripId(a))).toBe(a);
    expect(missionOfGrip(a)).toBeNull();
  });
});
