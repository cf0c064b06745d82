import { describe, expect, it } from "vitest";

import { columnAt, dropTarget, isAtHome } from "#client/board/dropTarget.ts";
import type { CardRect, ColumnRect } from "#client/board/dropTarget.ts";
import { heldOrder } from "#client/board/heldOrder.ts";
import { partedRows } from "#client/board/partedRows.ts";
import type { MissionId, ObjectiveId } from "#shared/model/id.ts";

const mission = (name: string): MissionId => name as MissionId;
const ids = (...names: readonly string[]): readonly ObjectiveId[] => names as readonly ObjectiveId[];
const [a, b, c, d, held] = ids("a", "b", "c", "d", "held") as [
  ObjectiveId,
  ObjectiveId,
  ObjectiveId,
  ObjectiveId,
  ObjectiveId,
];

/** Cards of 100 pixels with gaps of 10, from the top. */
function stack(...order: readonly ObjectiveId[]): readonly CardRect[] {
  return order.map((objectiveId, at) => ({ objectiveId, top: at * 110, bottom: at * 110 + 100 }));
}

describe("columnAt", () => {
  const columns: readonly ColumnRect[] = [
    { missionId: mission("left"), left: 0, right: 200 },
    { missionId: mission("right"), left: 220, right: 420 },
  ];

  it("SCR-5: takes the column under the pointer, else the nearest", () => {
    const at = (x: number): MissionId | undefined => columnAt(x, columns)?.missionId;
    expect([-500, 0, 199, 205, 215, 300, 9_000].map(at)).toEqual(
      ["left", "left", "left", "left", "right", "right", "right"].map(mission),
    );
    expect(columnAt(100, [])).toBeNull();
  });
});

describe("dropTarget", () => {
  const target = (y: number, drawn: readonly CardRect[], order: readonly ObjectiveId[]): ObjectiveId | null =>
    dropTarget(y, mission("m"), drawn, order, [held]).before;

  it("SCR-5: lands before the first card whose middle is below the pointer", () => {
    const order = [a, b, c];
    expect([-20, 49, 51, 105, 159, 161, 269, 271, 5_000].map((y) => target(y, stack(...order), order))).toEqual([
      a,
      a,
      b,
      b,
      b,
      c,
      c,
      null,
      null,
    ]);
  });

  it("SCR-5: passes over the held card itself", () => {
    const order = [a, held, b];
    expect(target(100, stack(...order), order)).toBe(b);
    expect(target(180, stack(...order), order)).toBe(b);
    expect(target(300, stack(...order), order)).toBeNull();
  });

  it("SCR-5: goes on after the last drawn card with the one that is not drawn", () => {
    expect(target(500, stack(a, b), [a, b, c, d])).toBe(c);
    expect(target(500, stack(a, b), [a, b, held, d])).toBe(d);
    expect(target(500, stack(a, b), [a, b, held])).toBeNull();
  });

  it("SCR-5: lands at the end of a column without cards, and before the first of one that draws none", () => {
    expect(target(50, [], [])).toBeNull();
    expect(target(50, stack(held), [held])).toBeNull();
    expect(target(50, [], [held, c])).toBe(c);
  });

  it("SCR-5: knows the place where the card lies already", () => {
    const before = (next: ObjectiveId | null) => ({ missionId: mission("m"), before: next });
    const order = [a, held, b];
    expect(isAtHome(before(b), order, [held])).toBe(true);
    expect(isAtHome(before(a), order, [held])).toBe(false);
    expect(isAtHome(before(null), order, [held])).toBe(false);
    expect(isAtHome(before(null), [a, held], [held])).toBe(true);
    expect(isAtHome(before(b), [a, b], [held])).toBe(false);
  });

  it("SCR-107: knows the place where several cards lie already, together and in order", () => {
    const before = (next: ObjectiveId | null) => ({ missionId: mission("m"), before: next });
    expect(isAtHome(before(b), [a, c, held, b], [c, held])).toBe(true);
    expect(isAtHome(before(b), [c, a, held, b], [c, held])).toBe(false);
    expect(isAtHome(before(null), [a, c, held], [c, held])).toBe(true);
    expect(isAtHome(before(null), [a, c], [c, held])).toBe(false);
  });

  it("SCR-107: passes over all held cards", () => {
    const order = [a, held, b, c];
    expect(dropTarget(100, mission("m"), stack(...order), order, [held, b]).before).toBe(c);
    expect(dropTarget(900, mission("m"), stack(a), order, [held, b]).before).toBe(c);
  });
});

describe("heldOrder", () => {
  const drag = { objectiveId: held, home: { missionId: mission("m"), index: 1 } };

  it("SCR-6: keeps the held card where it was picked up, although it was moved away or archived", () => {
    expect(heldOrder([a, b], mission("m"), drag)).toEqual([a, held, b]);
    expect(heldOrder([a, held, b], mission("m"), drag)).toEqual([a, held, b]);
    expect(heldOrder([], mission("m"), drag)).toEqual([held]);
  });

  it("SCR-6: draws it nowhere else meanwhile", () => {
    expect(heldOrder([c, held, d], mission("n"), drag)).toEqual([c, d]);
    const order = [c, d];
    expect(heldOrder(order, mission("n"), drag)).toBe(order);
    expect(heldOrder(order, mission("n"), null)).toBe(order);
  });
});

describe("partedRows", () => {
  const rooms = new Map([
    [b, 30],
    [held, 50],
  ]);
  const hand = { movedIds: [b, held], rooms, room: 80 };
  const target = (before: ObjectiveId | null) => ({ missionId: mission("m"), before });

  it("SCR-652: each card closes ranks over those in hand above it, and makes room below the gap", () => {
    const inMiddle = partedRows([a, b, c, held, d], { ...hand, target: target(d) });
    expect([a, c, d].map((id) => inMiddle.shifts.get(id))).toEqual([0, -30, 0]);
    const atTop = partedRows([a, b, c, held, d], { ...hand, target: target(a) });
    expect([a, c, d].map((id) => atTop.shifts.get(id))).toEqual([80, 50, 0]);
    const atEnd = partedRows([a, b, c, held, d], { ...hand, target: target(null) });
    expect([a, c, d].map((id) => atEnd.shifts.get(id))).toEqual([0, -30, -80]);
    expect(atEnd.left).toBe(80);
  });

  it("SCR-652: what comes from elsewhere takes room and leaves none", () => {
    const { shifts, left } = partedRows([a, b, c, d], { ...hand, target: target(d) });
    expect([a, c, d].map((id) => shifts.get(id))).toEqual([0, -30, 50]);
    expect(left).toBe(30);
  });
});
