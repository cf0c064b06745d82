import { describe, expect, it } from "vitest";

import { recordCheckIn } from "#shared/commands/checkIns.ts";
import { addLink, changeLink, removeLink } from "#shared/commands/links.ts";
import { archiveMission, restoreMission } from "#shared/commands/missions.ts";
import {
  addObjective,
  addObjectives,
  archiveObjective,
  moveObjective,
  moveObjectives,
  renameObjective,
  restoreObjective,
  setDue,
  setOwner,
} from "#shared/commands/objectives.ts";
import { addPerson, archivePerson } from "#shared/commands/people.ts";
import { parseCalendarDate } from "#shared/model/calendarDate.ts";
import { newId } from "#shared/model/id.ts";
import type { ObjectiveId, PersonId } from "#shared/model/id.ts";
import { limits } from "#shared/model/limits.ts";
import { objectivesOf, tray } from "#shared/queries/board.ts";
import { done, NOON, refusal, smallPlan, titles } from "#tests/support/factories.ts";

describe("commands on objectives", () => {
  it("CMD-11: a card is added where it is asked for, with who and when", () => {
    const { desk, missions, cards } = smallPlan();
    const due = parseCalendarDate("2019-12-31") ?? null;
    const added = done(
      desk.run(addObjective, { missionId: missions[0], title: "New", before: cards[1], ownerId: desk.me, due }),
    );
    expect(added.summary).toBe("Added “New” to Services, 2 of 4");
    expect(titles(objectivesOf(desk.records, missions[0]))).toEqual(["A", "New", "B", "C"]);
    expect(desk.records.objectives.get(added.value)).toMatchObject({
      ownerId: desk.me,
      due,
      created: { by: desk.me, at: NOON },
      placement: { by: desk.me, at: NOON },
    });
  });

  it("CMD-11: many titles become as many cards, in their order, blank lines left out", () => {
    const { desk, missions, cards } = smallPlan();
    const input = { missionId: missions[0], titles: ["1", "", "2", "  "], before: cards[2] };
    expect(done(desk.run(addObjectives, input)).summary).toBe("Added 2 objectives to Services, 3 to 4 of 5");
    expect(titles(objectivesOf(desk.records, missions[0]))).toEqual(["A", "B", "1", "2", "C"]);
    expect(refusal(desk.run(addObjectives, { missionId: missions[0], titles: ["", " "] }))).toBe("titleMissing");
  });

  it("CMD-10: a plan takes 5,000 cards and no more", () => {
    const { desk, missions, cards } = smallPlan();
    const rest = Array.from({ length: limits.objectives - 3 }, (_, nth) => `${nth}`);
    expect(refusal(desk.run(addObjectives, { missionId: missions[0], titles: [...rest, "x"] }))).toBe("cardsFull");
    desk.do(addObjectives, { missionId: missions[0], titles: rest });
    expect(refusal(desk.run(addObjective, { missionId: missions[0], title: "x" }))).toBe("cardsFull");
    expect(objectivesOf(desk.records, missions[0])).toHaveLength(limits.objectives);
    desk.do(archiveObjective, { objectiveId: cards[0] });
    expect(refusal(desk.run(addObjective, { missionId: missions[0], title: "x" }))).toBe("cardsFull");
    desk.do(restoreObjective, { objectiveId: cards[0] });
  });

  it("CMD-12: a card moves before another one, and to the end if that one is not there", () => {
    const { desk, missions, cards } = smallPlan();
    const [a, b, c] = cards;
    desk.now += 1_000;
    desk.do(moveObjective, { objectiveId: c, missionId: missions[0], before: a });
    expect(titles(objectivesOf(desk.records, missions[0]))).toEqual(["C", "A", "B"]);
    expect(desk.records.objectives.get(c)?.placement).toMatchObject({ by: desk.me, at: NOON + 1_000 });
    desk.do(moveObjective, { objectiveId: c, missionId: missions[0], before: newId<ObjectiveId>() });
    expect(titles(objectivesOf(desk.records, missions[0]))).toEqual(["A", "B", "C"]);
    desk.do(moveObjective, { objectiveId: b, missionId: missions[1], before: a });
    expect(titles(objectivesOf(desk.records, missions[1]))).toEqual(["B"]);
    desk.do(archiveMission, { missionId: missions[0] });
    expect(refusal(desk.run(moveObjective, { objectiveId: b, missionId: missions[0], before: null }))).toBe(
      "missionArchived",
    );
    desk.do(archiveObjective, { objectiveId: b });
    expect(refusal(desk.run(moveObjective, { objectiveId: b, missionId: missions[1], before: null }))).toBe(
      "objectiveArchived",
    );
  });

  it("CMD-12: several cards move together in the order in which they lie", () => {
    const { desk, missions, cards } = smallPlan();
    const [a, b, c] = cards;
    const d = desk.do(addObjective, { missionId: missions[1], title: "D" });
    const e = desk.do(addObjective, { missionId: missions[1], title: "E" });
    const moved = done(desk.run(moveObjectives, { objectiveIds: [e, c, a], missionId: missions[1], before: e }));
    expect(moved.summary).toBe("Moved 3 objectives to Data, 2 to 4 of 4");
    expect(titles(objectivesOf(desk.records, missions[1]))).toEqual(["D", "A", "C", "E"]);
    desk.do(moveObjectives, { objectiveIds: [d, b], missionId: missions[1], before: null });
    expect(titles(objectivesOf(desk.records, missions[1]))).toEqual(["A", "C", "E", "B", "D"]);
  });

  it("CMD-13: an archived card keeps its place and cannot be changed until it is restored", () => {
    const { desk, missions, cards } = smallPlan();
    desk.do(archiveObjective, { objectiveId: cards[1] });
    expect(titles(objectivesOf(desk.records, missions[0]))).toEqual(["A", "C"]);
    expect(refusal(desk.run(renameObjective, { objectiveId: cards[1], title: "x" }))).toBe("objectiveArchived");
    expect(refusal(desk.run(recordCheckIn, { objectiveId: cards[1], status: "done" }))).toBe("objectiveArchived");
    desk.do(restoreObjective, { objectiveId: cards[1] });
    expect(titles(objectivesOf(desk.records, missions[0]))).toEqual(["A", "B", "C"]);
  });

  it("CMD-13: a card whose mission is archived goes to the tray and comes back with it", () => {
    const { desk, missions } = smallPlan();
    desk.do(archiveMission, { missionId: missions[0] });
    expect(titles(tray(desk.records))).toEqual(["A", "B", "C"]);
    desk.do(restoreMission, { missionId: missions[0] });
    expect(tray(desk.records)).toEqual([]);
  });

  it("CMD-14: an owner is somebody who is in the plan, a due date a day that exists", () => {
    const { desk, cards } = smallPlan();
    const grace = desk.do(addPerson, { name: "Grace" });
    expect(done(desk.run(setOwner, { objectiveId: cards[0], ownerId: grace })).summary).toBe("Gave “A” to Grace");
    expect(refusal(desk.run(setOwner, { objectiveId: cards[0], ownerId: newId<PersonId>() }))).toBe("personUnknown");
    desk.do(archivePerson, { personId: grace });
    expect(refusal(desk.run(setOwner, { objectiveId: cards[1], ownerId: grace }))).toBe("personArchived");
    const odd = { objectiveId: cards[0], due: "2019-02-29" };
    expect(refusal(Reflect.apply(setDue.run, null, [odd, desk.context]))).toBe("dateInvalid");
    desk.do(setDue, { objectiveId: cards[0], due: parseCalendarDate("2020-02-29") ?? null });
    expect(desk.records.objectives.get(cards[0])).toMatchObject({ ownerId: grace, due: "2020-02-29" });
  });

  it("CMD-15: links are web or mail addresses, 20 a card", () => {
    const { desk, cards } = smallPlan();
    const objectiveId = cards[0];
    for (const url of ["javascript:alert(1)", "data:text/html,x", "//host", "", "JAVASCRIPT:x"]) {
      expect(refusal(desk.run(addLink, { objectiveId, url })), url).toBe("addressInvalid");
    }
    const first = desk.do(addLink, { objectiveId, url: "https://example.org/a b" });
    for (let nth = 1; nth < limits.linksPerObjective; nth += 1)
      desk.do(addLink, { objectiveId, url: "mailto:a@b.example" });
    expect(refusal(desk.run(addLink, { objectiveId, url: "https://x.example" }))).toBe("tooManyLinks");
    expect(desk.records.objectives.get(objectiveId)?.links.map((link) => link.url)).toContain(
      "https://example.org/a%20b",
    );
    const change = { objectiveId, linkId: first, url: "https://example.net/", title: "Elsewhere" };
    expect(refusal(desk.run(changeLink, { ...change, url: "javascript:alert(1)" }))).toBe("addressInvalid");
    desk.do(changeLink, change);
    expect(desk.records.objectives.get(objectiveId)?.links.find(({ id }) => id === first)).toMatchObject({
      url: change.url,
      title: change.title,
    });
    desk.do(removeLink, { objectiveId, linkId: first });
    expect(refusal(desk.run(changeLink, change))).toBe("linkUnknown");
    expect(refusal(desk.run(removeLink, { objectiveId, linkId: first }))).toBe("linkUnknown");
  });

  it("DOC-15: an address that is too long as it would be stored is refused, and one that is taken is read again", () => {
    const { desk, cards } = smallPlan();
    const objectiveId = cards[0];
    const most = `https://x.example/${"a".repeat(limits.urlLength - 18)}`;
    for (const url of [`${most}a`, `https://x.example/${"ü".repeat(400)}`, `https://x.example?${most}`]) {
      expect(refusal(desk.run(addLink, { objectiveId, url }))).toBe("addressTooLong");
    }
    const linkId = desk.do(addLink, { objectiveId, url: most });
    expect(desk.records.objectives.get(objectiveId)?.links.map(({ url }) => url)).toEqual([most]);
    const change = { objectiveId, linkId, url: `${most}a`, title: "" };
    expect(refusal(desk.run(changeLink, change))).toBe("addressTooLong");
  });
});
