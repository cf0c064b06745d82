import { describe, expect, it } from "vitest";

import { foundObjectives } from "#client/search/foundObjectives.ts";
import { archiveObjective, renameObjective } from "#shared/commands/objectives.ts";
import { smallPlan } from "#tests/support/factories.ts";

describe("what a search shows", () => {
  it("SCR-149: nothing is filtered by blanks, else those with all the words, each search anew", () => {
    const { desk, cards } = smallPlan();
    const [a, b] = cards;
    desk.do(renameObjective, { objectiveId: a, title: "Café wi-fi" });
    const found = (text: string) => foundObjectives(desk.records, { text, added: [] });
    expect(found("  ")).toBeNull();
    expect(found("cafe")).toEqual(new Set([a]));
    expect(found("nobody")).toEqual(new Set());
    expect(foundObjectives(desk.records, { text: "cafe", added: [b] })).toEqual(new Set([b, a]));
  });

  it("SCR-149: a found card stays found while the search lasts, unless it is archived", () => {
    const { desk, cards } = smallPlan();
    const [a, b] = cards;
    const search = { text: "a", added: [] };
    const first = foundObjectives(desk.records, search);
    expect(first).toEqual(new Set([a]));
    expect(foundObjectives(desk.records, search)).toBe(first);
    desk.do(renameObjective, { objectiveId: a, title: "Else" });
    expect(foundObjectives(desk.records, search)).toBe(first);
    desk.do(renameObjective, { objectiveId: b, title: "Also" });
    expect(foundObjectives(desk.records, search)).toEqual(new Set([a, b]));
    desk.do(archiveObjective, { objectiveId: a });
    expect(foundObjectives(desk.records, search)).toEqual(new Set([b]));
  });
});
