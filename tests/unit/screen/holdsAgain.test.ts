import { describe, expect, it } from "vitest";

import { dateInWords } from "#client/ui/dates.ts";
import { holdsAgain } from "#client/view/holdsAgain.ts";
import { correctCheckIn, recordCheckIn, recordStillRight, withdrawCheckIn } from "#shared/commands/checkIns.ts";
import { addKeyResult, archiveKeyResult, changeKeyResult } from "#shared/commands/keyResults.ts";
import { addLink } from "#shared/commands/links.ts";
import {
  addMission,
  archiveMission,
  moveMission,
  renameMission,
  setMissionCadence,
  setStatement,
} from "#shared/commands/missions.ts";
import {
  addObjective,
  addObjectives,
  archiveObjective,
  archiveObjectives,
  moveObjective,
  moveObjectives,
  renameObjective,
  setDue,
  setNotes,
  setOwner,
} from "#shared/commands/objectives.ts";
import { addPerson, archivePerson, mergePeople, renamePerson } from "#shared/commands/people.ts";
import { renamePlan, setCadence, setPurpose } from "#shared/commands/plan.ts";
import { parseCalendarDate } from "#shared/model/calendarDate.ts";
import { done, smallPlan } from "#tests/support/factories.ts";
import type { Desk } from "#tests/support/factories.ts";
import { twoDesks } from "#tests/support/twoDesks.ts";

/** What is said after the last thing done is taken back, and after it is done again. */
function turned(desk: Desk): readonly [string, string] {
  const undone = done(desk.undo());
  const first = holdsAgain(undone, desk.records);
  const redone = done(desk.redo());
  return [first, holdsAgain(redone, desk.records)];
}

describe("what holds after undo and redo, in words", () => {
  it("SCR-500: of cards: where they lie, whose they are, what they are called", () => {
    const { desk, missions, cards } = smallPlan();
    const [a, b] = cards;
    const all = { objectiveIds: cards, missionId: missions[1], before: null };
    desk.do(moveObjective, { objectiveId: b, missionId: missions[1], before: null });
    expect(turned(desk)).toEqual(["“B” is back in Services, 2 of 3", "“B” is back in Data, 1 of 1"]);
    desk.do(moveObjectives, all);
    expect(turned(desk)).toEqual(["3 objectives are back in their places", "3 objectives are back in Data"]);
    desk.do(addObjective, { missionId: missions[0], title: "New" });
    expect(turned(desk)).toEqual(["“New” is off the board, and kept in the tray", "“New” is back in Services, 1 of 1"]);
    desk.do(archiveObjective, { objectiveId: a });
    expect(turned(desk)).toEqual(["“A” is back in Data, 1 of 3", "“A” is off the board, and kept in the tray"]);
    desk.do(archiveObjectives, { objectiveIds: [b, cards[2]] });
    expect(turned(desk)[1]).toBe("2 objectives are off the board, and kept in the tray");
    desk.undo();
    desk.do(renameObjective, { objectiveId: b, title: "B1" });
    expect(turned(desk)).toEqual(["The objective is called “B” again", "The objective is called “B1” again"]);
    desk.do(setOwner, { objectiveId: b, ownerId: desk.me });
    expect(turned(desk)).toEqual(["“B1” has no owner again", "“B1” belongs to Ada again"]);
    const due = parseCalendarDate("2020-01-31");
    if (due === undefined) throw new Error("That is a date.");
    desk.do(setDue, { objectiveId: b, due });
    expect(turned(desk)).toEqual(["“B1” has no due date again", `“B1” is due on ${dateInWords(due)} again`]);
    desk.do(setNotes, { objectiveId: b, notes: "notes" });
    expect(turned(desk)).toEqual(["The notes of “B1” are empty again", "The notes of “B1” read “notes” again"]);
    desk.do(addLink, { objectiveId: b, url: "https://example.org" });
    expect(turned(desk)[0]).toBe("The links of “B1” are as they were before");
  });

  it("SCR-931: of several moved cards those in the tray are counted apart, and the others have the place named", () => {
    const { ada, grace, share, missions, cards } = twoDesks();
    const [a, b] = cards;
    ada.do(moveObjectives, { objectiveIds: cards, missionId: missions[1], before: null });
    share();
    grace.do(archiveObjective, { objectiveId: a });
    grace.do(moveObjective, { objectiveId: b, missionId: missions[1], before: null });
    share();
    expect(turned(ada)).toEqual([
      "“C” is back in Services, 1 of 1; another is in the tray; 1 of 3 stay as others have made them since",
      "“C” is back in Data, 1 of 2; another is in the tray",
    ]);
  });

  it("SCR-931: so where all of them are in the tray, or the mission they come from is", () => {
    const { desk, missions, cards } = smallPlan();
    const [a, b, c] = cards;
    desk.do(moveObjective, { objectiveId: a, missionId: missions[1], before: null });
    desk.do(moveObjectives, { objectiveIds: cards, missionId: missions[1], before: null });
    done(archiveMission.run({ missionId: missions[1] }, desk.context));
    expect(turned(desk)).toEqual([
      "2 objectives are back in Services; another is in the tray",
      "3 objectives are in the tray",
    ]);
    done(archiveObjectives.run({ objectiveIds: [b, c] }, desk.context));
    expect(turned(desk)).toEqual(["3 objectives are in the tray", "3 objectives are in the tray"]);
  });

  it("SCR-700: of several at once: how many they are and where, of one its title", () => {
    const { desk, missions, cards } = smallPlan();
    const added = done(desk.run(addObjectives, { missionId: missions[0], titles: ["D", "E"] }));
    expect(added.summary).toBe("Added 2 objectives to Services, 4 to 5 of 5");
    expect(turned(desk)).toEqual([
      "2 objectives are off the board, and kept in the tray",
      "2 objectives are back in Services",
    ]);
    expect(done(desk.run(addObjectives, { missionId: missions[0], titles: ["F"] })).summary).toBe(
      "Added “F” to Services, 6 of 6",
    );
    expect(done(desk.run(archiveObjectives, { objectiveIds: cards })).summary).toBe("Archived 3 objectives");
    expect(turned(desk)[0]).toBe("3 objectives are back in Services");
    desk.undo();
    const [, b] = cards;
    expect(done(desk.run(moveObjectives, { objectiveIds: [b], missionId: missions[1], before: null })).summary).toBe(
      "Moved “B” to Data, 1 of 1",
    );
  });

  it("SCR-500: of check-ins: whether they count, and how the objective stands now", () => {
    const { desk, cards } = smallPlan();
    const [objectiveId] = cards;
    desk.do(recordCheckIn, { objectiveId, status: "onTrack", progress: 40 });
    desk.do(recordCheckIn, { objectiveId, status: "atRisk", progress: 45 });
    expect(turned(desk)).toEqual(["Check-in taken back: “A” is on track, 40%", "Check-in again: “A” is at risk, 45%"]);
    const [, , checkInId] = [...desk.records.checkIns.keys()];
    if (checkInId === undefined) throw new Error("Nothing was recorded again.");
    const last = desk.do(correctCheckIn, { checkInId, status: "done", progress: 100 });
    expect(turned(desk)[0]).toBe("Check-in again: “A” is at risk, 45%");
    const now = [...desk.records.checkIns.values()].find(
      ({ status, withdrawnAt }) => status === "done" && !withdrawnAt,
    );
    desk.do(withdrawCheckIn, { checkInId: now?.id ?? last });
    expect(turned(desk)[0]).toBe("Check-in again: “A” is done, 100%");
    desk.do(recordStillRight, { objectiveIds: cards });
    expect(turned(desk)).toEqual(["3 check-ins are taken back", "3 check-ins hold again"]);
  });

  it("SCR-500: of missions, key results, people and the plan itself", () => {
    const { desk, missions, cards } = smallPlan();
    const [missionId] = missions;
    const [objectiveId] = cards;
    const measure = { kind: "number", unit: "people", start: 0, target: 21 } as const;
    desk.do(addMission, { title: "Team" });
    expect(turned(desk)[0]).toBe("The mission “Team” is off the board, and kept in the tray");
    desk.do(moveMission, { missionId, before: null });
    expect(turned(desk)).toEqual(["The mission “Services” is 1 of 3 again", "The mission “Services” is 3 of 3 again"]);
    desk.do(archiveMission, { missionId });
    expect(turned(desk)[0]).toBe("The mission “Services” is on the board again");
    desk.undo();
    desk.do(renameMission, { missionId, title: "Service" });
    expect(turned(desk)[0]).toBe("The mission is called “Services” again");
    desk.do(setStatement, { missionId, statement: "Why" });
    expect(turned(desk)[1]).toBe("The statement of “Service” reads “Why” again");
    desk.do(setMissionCadence, { missionId, cadenceDays: 7 });
    expect(turned(desk)).toEqual([
      "“Service” has the plan’s rhythm again",
      "Check-ins in “Service” are asked for every week again",
    ]);
    const keyResultId = desk.do(addKeyResult, { objectiveId, title: "Apprentices", measure });
    desk.do(changeKeyResult, { keyResultId, measure: { ...measure, target: 30 } });
    expect(turned(desk)[0]).toBe("The key result “Apprentices” is as it was before");
    desk.do(archiveKeyResult, { keyResultId });
    expect(turned(desk)).toEqual([
      "The key result “Apprentices” counts again",
      "The key result “Apprentices” no longer counts",
    ]);
    const grace = desk.do(addPerson, { name: "Grace" });
    expect(turned(desk)[0]).toBe("Grace is no longer in the list of people");
    desk.do(renamePerson, { personId: grace, name: "Grace H" });
    expect(turned(desk)[0]).toBe("Grace has that name again");
    desk.do(archivePerson, { personId: grace });
    expect(turned(desk)[0]).toBe("Grace H is in the list of people again");
    desk.undo();
    desk.do(mergePeople, { from: grace, into: desk.me });
    expect(turned(desk)).toEqual(["Grace H stands alone again", "Grace H is the same person as Ada again"]);
    desk.do(renamePlan, { title: "Plan 2024" });
    expect(turned(desk)[1]).toBe("The plan is called “Plan 2024” again");
    desk.do(setPurpose, { purpose: "Why" });
    expect(turned(desk)[1]).toBe("The purpose of the plan reads “Why” again");
    desk.do(setCadence, { cadenceDays: 7 });
    expect(turned(desk)[1]).toBe("Check-ins are asked for every week again");
  });

  it("SCR-866: of a mission that goes off the board: how many of its objectives are in the tray then", () => {
    const { desk, missions, cards } = smallPlan();
    const [missionId] = missions;
    const archived = done(desk.run(archiveMission, { missionId }));
    expect(archived.summary).toBe("Archived the mission “Services”; its 3 objectives are in the tray");
    expect(turned(desk)[1]).toBe(
      "The mission “Services” is off the board, and kept in the tray; so are its 3 objectives",
    );
    desk.undo();
    desk.do(archiveObjectives, { objectiveIds: cards.slice(1) });
    desk.do(archiveMission, { missionId });
    expect(turned(desk)[1]).toBe("The mission “Services” is off the board, and kept in the tray; so is its objective");
  });

  it("SCR-866: so where an added mission is taken back to which somebody has added since", () => {
    const { desk } = smallPlan();
    const missionId = desk.do(addMission, { title: "Team" });
    done(addObjective.run({ missionId, title: "Another’s" }, desk.context));
    expect(holdsAgain(done(desk.undo()), desk.records)).toMatch(/tray; so is its objective$/u);
  });

  it("SCR-913: of a long text the part that has changed, on one line", () => {
    const { desk, cards } = smallPlan();
    const [objectiveId] = cards;
    const first = "Every team has one.\n".repeat(30);
    desk.do(setNotes, { objectiveId, notes: `${first}Ends in May.` });
    desk.do(setNotes, {
      objectiveId,
      notes: `${first}Ends in June, as all have agreed, and is looked at again then, by all.`,
    });
    const [undone, redone] = turned(desk);
    expect(undone).toMatch(/^The notes of “A” read “….+ Ends in May\.” again$/u);
    expect(redone).toMatch(/^The notes of “A” read “….+ Ends in June, as all .+…” again$/u);
    desk.do(setNotes, { objectiveId, notes: `${first}Ends` });
    expect(turned(desk)[1]).toMatch(/^The notes of “A” read “….+ Ends” again$/u);
    for (const said of turned(desk)) expect(said.length).toBeLessThan(120);
  });

  it("SCR-913: of a text that others have changed too, what it is now, and that this stays", () => {
    const { ada, grace, share, objectiveId } = twoDesks();
    ada.do(renameObjective, { objectiveId, title: "A long title" });
    ada.do(setNotes, { objectiveId, notes: "mine" });
    share();
    grace.do(renameObjective, { objectiveId, title: "A long title of hers" });
    grace.do(setNotes, { objectiveId, notes: "mine, hers" });
    share();
    const stays = "; what others changed in it stays";
    expect(turned(ada)).toEqual([
      `The notes of “A long title of hers” read “, hers” now${stays}`,
      "The notes of “A long title of hers” read “mine, hers” again",
    ]);
    ada.undo();
    expect(holdsAgain(done(ada.undo()), ada.records)).toBe(`The objective is called “A of hers” now${stays}`);
  });

  it("SCR-914: what has no name is called as on the board", () => {
    const { desk, missions, cards } = smallPlan();
    desk.do(renameMission, { missionId: missions[0], title: "Service" });
    const mission = done(desk.undo());
    desk.do(renameObjective, { objectiveId: cards[0], title: "A1" });
    const objective = done(desk.undo());
    desk.do(renamePlan, { title: "Plan 2024" });
    const plan = done(desk.undo());
    // No command empties a name; whoever types may.
    const { records } = desk;
    const nameless = {
      ...records,
      plan: { ...records.plan, title: "" },
      missions: new Map([...records.missions].map(([id, one]) => [id, { ...one, title: "" }])),
      objectives: new Map([...records.objectives].map(([id, one]) => [id, { ...one, title: "" }])),
    };
    expect(holdsAgain(mission, nameless)).toBe("The mission is called “Untitled mission” again");
    expect(holdsAgain(objective, nameless)).toBe("The objective is called “Untitled objective” again");
    expect(holdsAgain(plan, nameless)).toBe("The plan is called “Untitled plan” again");
  });

  it("SCR-500: what others have changed since is counted", () => {
    expect(holdsAgain({ steps: [], left: 2, mixed: false }, smallPlan().desk.records)).toBe(
      "All is as it was before; 2 of 2 stay as others have made them since",
    );
  });
});
