import { describe, expect, it } from "vitest";

import { keepTarget, neighbourOf, placeInWords, stepBy } from "#client/board/liftSteps.ts";
import type { OpenColumn } from "#client/board/liftSteps.ts";
import type { DropTarget } from "#client/view/dragStore.ts";
import type { MissionId, ObjectiveId } from "#shared/model/id.ts";

const ids = (names: string): readonly ObjectiveId[] => [...names] as unknown as readonly ObjectiveId[];
const column = (name: string, rest: string): OpenColumn => ({
  missionId: name as MissionId,
  title: `Mission ${name}`,
  rest: ids(rest),
});
const at = (name: string, before: string | null): DropTarget => ({
  missionId: name as MissionId,
  before: before as ObjectiveId | null,
});

const board = [column("l", "abc"), column("m", ""), column("r", "xy")];

/** Where a row of keys takes a card that lies before b. */
function walk(keys: readonly string[], from: DropTarget | null = at("l", "b")): DropTarget | null | undefined {
  return keys.reduce<DropTarget | null | undefined>(
    (target, key) => (target === undefined ? undefined : stepBy(key, target, board)),
    from,
  );
}

describe("stepBy", () => {
  it("SCR-100: goes up and down through the gaps, to top and bottom, and no further", () => {
    expect(walk(["ArrowUp"])).toEqual(at("l", "a"));
    expect(walk(["ArrowUp", "ArrowUp"])).toEqual(at("l", "a"));
    expect(walk(["ArrowDown", "ArrowDown"])).toEqual(at("l", null));
    expect(walk(["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"])).toEqual(at("l", "c"));
    expect(walk(["End"])).toEqual(at("l", null));
    expect(walk(["End", "Home"])).toEqual(at("l", "a"));
  });

  it("SCR-100: crosses columns at the same height, empty ones too, and stops at the outermost", () => {
    expect(walk(["ArrowRight"])).toEqual(at("m", null));
    expect(walk(["ArrowLeft"])).toEqual(at("l", "b"));
    expect(stepBy("ArrowLeft", at("m", null), board)).toEqual(at("l", "a"));
    expect(stepBy("ArrowRight", at("r", "y"), board)).toEqual(at("r", "y"));
    expect(stepBy("ArrowLeft", at("r", "y"), [column("l", "abc"), column("r", "xy")])).toEqual(at("l", "b"));
  });

  it("SCR-100: leaves the tray to the left, and no other key does anything", () => {
    expect(walk(["ArrowLeft"], null)).toEqual(at("r", "x"));
    expect(walk(["ArrowDown"], null)).toBeNull();
    expect(walk(["Tab"])).toBeUndefined();
  });
});

describe("placeInWords", () => {
  it("SCR-101: names mission and place, counting the cards in hand", () => {
    expect(placeInWords(at("l", "b"), board, 1)).toBe("Mission l, 2 of 4");
    expect(placeInWords(at("l", null), board, 2)).toBe("Mission l, 4 of 5");
    expect(placeInWords(at("m", null), board, 1)).toBe("Mission m, 1 of 1");
    expect(placeInWords(null, board, 1)).toBe("the tray");
  });
});

describe("keepTarget", () => {
  it("SCR-102: stays before the same card, or before the next one that is left", () => {
    expect(keepTarget(at("l", "b"), board, [column("l", "nabc")])).toEqual(at("l", "b"));
    expect(keepTarget(at("l", "b"), board, [column("l", "ca")])).toEqual(at("l", "c"));
    expect(keepTarget(at("l", "b"), board, [column("l", "a")])).toEqual(at("l", null));
    expect(keepTarget(at("l", null), board, [column("l", "abcn")])).toEqual(at("l", null));
  });

  it("SCR-102: is nowhere when its mission has gone", () => {
    expect(keepTarget(at("l", "b"), board, [column("r", "xy")])).toBeNull();
  });
});

describe("neighbourOf", () => {
  const lists = board.map(({ rest }) => rest);
  const from = (key: string, name: string) => neighbourOf(key, name as ObjectiveId, lists);

  it("SCR-103: goes along a column, to its ends, and to the next column that has cards", () => {
    expect([from("ArrowUp", "b"), from("ArrowDown", "b"), from("Home", "c"), from("End", "a")]).toEqual(ids("acac"));
    expect([from("ArrowRight", "c"), from("ArrowRight", "a"), from("ArrowLeft", "y")]).toEqual(ids("yxb"));
  });

  it("SCR-103: goes nowhere at the edges", () => {
    expect([from("ArrowUp", "a"), from("ArrowLeft", "a"), from("ArrowRight", "x"), from("Tab", "a")]).toEqual(
      Array.from({ length: 4 }),
    );
  });
});
