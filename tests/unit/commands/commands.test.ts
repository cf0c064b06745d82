import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { recordCheckIn } from "#shared/commands/checkIns.ts";
import { addKeyResult } from "#shared/commands/keyResults.ts";
import { addLink, changeLink, removeLink } from "#shared/commands/links.ts";
import {
  addMission,
  archiveMission,
  moveMission,
  restoreMission,
  setMissionCadence,
  setStatement,
} from "#shared/commands/missions.ts";
import {
  addObjective,
  addObjectives,
  archiveObjective,
  moveObjective,
  moveObjectives,
  renameObjective,
  restoreObjective,
  setDue,
  setNotes,
  setOwner,
} from "#shared/commands/objectives.ts";
import { addPerson, archivePerson } from "#shared/commands/people.ts";
import { renamePlan, setCadence, setPurpose } from "#shared/commands/plan.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { parseCalendarDate } from "#shared/model/calendarDate.ts";
import { newId } from "#shared/model/id.ts";
import type { MissionId, ObjectiveId, PersonId } from "#shared/model/id.ts";
import { limits } from "#shared/model/limits.ts";
import { missionsInOrder, objectivesOf, tray } from "#shared/queries/board.ts";
import { done, newDesk, NOON, refusal, smallPlan } from "#tests/support/factories.ts";

function titles(list: readonly { readonly title: string }[]): readonly string[] {
  return list.map(({ title }) => title);
}

describe("every command", () => {
  it("PRO-130: half a character, which no update can carry, is written as every replica will have it", () => {
    const { desk, missions, cards } = smallPlan();
    const half = "a\ud83d b";
    const missionId = desk.do(addMission, { title: half, statement: half });
    desk.do(setNotes, { objectiveId: cards[0], notes: half });
    desk.do(addPerson, { name: half });
    desk.do(addLink, { objectiveId: cards[0], url: "https://example.org/\udc00", title: half });
    const measure = { kind: "number", unit: half, start: 0, target: 1 } as const;
    desk.do(addKeyResult, { objectiveId: cards[0], title: half, measure });
    desk.do(recordCheckIn, { objectiveId: cards[0], note: half });
    desk.do(renameObjective, { objectiveId: cards[1], title: "🙂" });
    desk.do(setStatement, { missionId: missions[0], statement: "🙂".slice(1) });
    const replica = planDocument(newYDoc());
    Y.applyUpdate(replica.doc, Y.encodeStateAsUpdate(desk.document.doc));
    expect(readPlan(replica).records).toEqual(desk.records);
    expect(desk.records.missions.get(missionId)?.title).toBe("a\ufffd b");
  });

  it("CMD-4: a refused one changes nothing, not even the clock of the document", () => {
    const { desk, missions, cards } = smallPlan();
    const before = desk.records;
    expect(refusal(desk.run(renameObjective, { objectiveId: cards[0], title: "  " }))).toBe("titleMissing");
    expect(refusal(desk.run(renameObjective, { objectiveId: newId<ObjectiveId>(), title: "x" }))).toBe(
      "objectiveUnknown",
    );
    expect(
      refusal(desk.run(moveObjective, { objectiveId: cards[0], missionId: newId<MissionId>(), before: null })),
    ).toBe("missionUnknown");
    expect(
      refusal(
        desk.run(moveObjectives, {
          objectiveIds: [cards[0], newId<ObjectiveId>()],
          missionId: missions[1],
          before: null,
        }),
      ),
    ).toBe("objectiveUnknown");
    desk.actor = { role: "viewer", personId: desk.me };
    expect(refusal(desk.run(addPerson, { name: "Grace" }))).toBe("notAllowed");
    expect(desk.records).toBe(before);
  });

  it("CMD-4: one that asks for what is already so changes nothing and is nothing to undo", () => {
    const { desk, missions, cards } = smallPlan();
    const before = desk.records;
    const steps = [
      done(desk.run(moveObjective, { objectiveId: cards[1], missionId: missions[0], before: cards[2] })).steps,
      done(desk.run(moveObjective, { objectiveId: cards[1], missionId: missions[0], before: cards[1] })).steps,
      done(desk.run(renameObjective, { objectiveId: cards[1], title: " B " })).steps,
      done(desk.run(setOwner, { objectiveId: cards[1], ownerId: null })).steps,
      done(desk.run(restoreObjective, { objectiveId: cards[1] })).steps,
    ];
    expect(steps.flat()).toEqual([]);
    expect(desk.records).toBe(before);
  });

  it("CMD-5: one is one transaction, so others see all of it or nothing", () => {
    const { desk, missions, cards } = smallPlan();
    let transactions = 0;
    desk.document.doc.on("afterTransaction", () => (transactions += 1));
    desk.do(moveObjectives, { objectiveIds: cards, missionId: missions[1], before: null });
    desk.do(addObjectives, { missionId: missions[0], titles: ["D", "E", "F"] });
    expect(transactions).toBe(2);
  });

  it("CMD-6: one of more than 128 KiB goes on in the next transaction, with one undo for all", () => {
    const { desk, missions } = smallPlan();
    const sizes: number[] = [];
    desk.document.doc.on("update", (update: Uint8Array) => sizes.push(update.length));
    const long = Array.from({ length: 1_000 }, (_, nth) => `${nth} ${"é漢🙂".repeat(70)}`);
    desk.do(addObjectives, { missionId: missions[1], titles: long });
    expect(sizes.length).toBeGreaterThan(4);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(limits.transactionBytes);
    expect(titles(objectivesOf(desk.records, missions[1]))).toEqual(long);
    expect(done(desk.undo()).steps).toHaveLength(1_000);
    expect(objectivesOf(desk.records, missions[1])).toEqual([]);
  });

  it("CMD-6: the longest card there can be still fits into one transaction", () => {
    const { desk, missions } = smallPlan();
    const sizes: number[] = [];
    desk.document.doc.on("update", (update: Uint8Array) => sizes.push(update.length));
    const card = {
      missionId: missions[1],
      title: "漢".repeat(limits.titleLength),
      notes: "漢".repeat(limits.notesLength),
    };
    const objectiveId = desk.do(addObjective, card);
    desk.do(setNotes, { objectiveId, notes: "字".repeat(limits.notesLength) });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(limits.transactionBytes / 2);
  });

  it("CMD-7: input from outside is parsed: odd values are refused by name, never stored", () => {
    const { desk, cards } = smallPlan();
    const before = desk.records;
    const odd: readonly unknown[] = [
      null,
      7,
      "x",
      [],
      {},
      { objectiveId: "__proto__" },
      { objectiveId: cards[0], title: 3 },
    ];
    for (const input of odd) {
      expect(refusal(Reflect.apply(renameObjective.run, null, [input, desk.context]))).toBe("malformedInput");
    }
    expect(desk.records).toBe(before);
  });

  it("CMD-7: titles and names become one tidy line, and too long ones are refused with their limit", () => {
    const { desk, cards } = smallPlan();
    desk.do(renameObjective, { objectiveId: cards[0], title: "  Refresh\n\tlaptops " });
    expect(desk.records.objectives.get(cards[0])?.title).toBe("Refresh laptops");
    const long = desk.run(renameObjective, { objectiveId: cards[0], title: "x".repeat(301) });
    expect(!long.ok && long.error).toEqual({
      code: "titleTooLong",
      message: "That title is over 300 characters. Shorten it and try again.",
    });
    expect(refusal(desk.run(setNotes, { objectiveId: cards[0], notes: "x".repeat(20_001) }))).toBe("textTooLong");
    desk.do(setNotes, { objectiveId: cards[0], notes: "x".repeat(20_000) });
  });
});

describe("commands on the plan and its missions", () => {
  it("CMD-8: the plan has a title, a purpose and a rhythm", () => {
    const desk = newDesk();
    desk.do(renamePlan, { title: "ICT work plan" });
    desk.do(setPurpose, { purpose: "What we put\nfirst." });
    desk.do(setCadence, { cadenceDays: 7 });
    expect(desk.records.plan).toMatchObject({ title: "ICT work plan", purpose: "What we put\nfirst.", cadenceDays: 7 });
    expect(refusal(desk.run(setCadence, { cadenceDays: 0 }))).toBe("cadenceOutOfRange");
  });

  it("CMD-9: a mission is added, changed, moved, archived and restored", () => {
    const desk = newDesk();
    const a = desk.do(addMission, { title: "A", statement: "why" });
    const b = desk.do(addMission, { title: "B" });
    const c = desk.do(addMission, { title: "C", before: b });
    expect(titles(missionsInOrder(desk.records))).toEqual(["A", "C", "B"]);
    expect(done(desk.run(moveMission, { missionId: a, before: null })).summary).toBe("Moved the mission “A”, 3 of 3");
    expect(titles(missionsInOrder(desk.records))).toEqual(["C", "B", "A"]);
    desk.do(setStatement, { missionId: a, statement: "because" });
    desk.do(setMissionCadence, { missionId: a, cadenceDays: 7 });
    expect(desk.records.missions.get(a)).toMatchObject({ statement: "because", cadenceDays: 7 });
    desk.do(archiveMission, { missionId: c });
    expect(refusal(desk.run(moveMission, { missionId: c, before: null }))).toBe("missionArchived");
    desk.do(restoreMission, { missionId: c });
    expect(titles(missionsInOrder(desk.records))).toEqual(["C", "B", "A"]);
  });

  it("CMD-10: a plan takes no more missions than it can hold", () => {
    const desk = newDesk();
    const first = desk.do(addMission, { title: "first" });
    for (let nth = 1; nth < limits.missions; nth += 1) desk.do(addMission, { title: `${nth}` });
    expect(refusal(desk.run(addMission, { title: "one too many" }))).toBe("planFull");
    desk.do(archiveMission, { missionId: first });
    desk.do(addMission, { title: "instead" });
    expect(refusal(desk.run(restoreMission, { missionId: first }))).toBe("planFull");
  });
});

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
    expect(done(desk.run(addObjectives, input)).summary).toBe("Added 2 cards to Services, 3 of 5");
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
    expect(moved.summary).toBe("Moved 3 cards to Data, 2 of 4");
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
});
