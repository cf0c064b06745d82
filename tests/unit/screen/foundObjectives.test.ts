import { describe, expect, it } from "vitest";

import { foundObjectives } from "#client/search/foundObjectives.ts";
import type { LateOnly } from "#client/view/searchStore.ts";
import { recordStillRight } from "#shared/commands/checkIns.ts";
import { archiveObjective, renameObjective, setOwner } from "#shared/commands/objectives.ts";
import { NOON, smallPlan } from "#tests/support/factories.ts";

describe("what a search shows", () => {
  it("SCR-149: nothing is filtered by blanks, else those with all the words, each search anew", () => {
    const { desk, cards } = smallPlan();
    const [a, b] = cards;
    desk.do(renameObjective, { objectiveId: a, title: "Café wi-fi" });
    const found = (text: string) => foundObjectives(desk.records, { text, late: null, added: [] }, NOON);
    expect(found("  ")).toBeNull();
    expect(found("cafe")).toEqual(new Set([a]));
    expect(found("nobody")).toEqual(new Set());
    expect(foundObjectives(desk.records, { text: "cafe", late: null, added: [b] }, NOON)).toEqual(new Set([b, a]));
  });

  it("SCR-149: a found card stays found while the search lasts, unless it is archived", () => {
    const { desk, cards } = smallPlan();
    const [a, b] = cards;
    const search = { text: "a", late: null, added: [] };
    const first = foundObjectives(desk.records, search, NOON);
    expect(first).toEqual(new Set([a]));
    expect(foundObjectives(desk.records, search, NOON)).toBe(first);
    desk.do(renameObjective, { objectiveId: a, title: "Else" });
    expect(foundObjectives(desk.records, search, NOON)).toBe(first);
    desk.do(renameObjective, { objectiveId: b, title: "Also" });
    expect(foundObjectives(desk.records, search, NOON)).toEqual(new Set([a, b]));
    desk.do(archiveObjective, { objectiveId: a });
    expect(foundObjectives(desk.records, search, NOON)).toEqual(new Set([b]));
  });

  it("SCR-300: only those that are late, of everybody, of one owner or of nobody, and with the words that are searched for", () => {
    const { desk, cards } = smallPlan();
    const [a, b, c] = cards;
    desk.do(setOwner, { objectiveId: a, ownerId: desk.me });
    desk.do(recordStillRight, { objectiveIds: [c] });
    desk.now = NOON + 20 * 86_400_000;
    desk.do(recordStillRight, { objectiveIds: [c] });
    const found = (late: LateOnly, text = "") => foundObjectives(desk.records, { text, late, added: [] }, desk.now);
    expect(found({ of: "everybody" })).toEqual(new Set([a, b]));
    expect(found({ of: "everybody" }, "b")).toEqual(new Set([b]));
    expect(found({ of: "owner", ownerId: desk.me })).toEqual(new Set([a]));
    expect(found({ of: "owner", ownerId: null })).toEqual(new Set([b]));
  });
});
