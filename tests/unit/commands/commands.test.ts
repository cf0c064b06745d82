import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { recordCheckIn } from "#shared/commands/checkIns.ts";
import { addKeyResult } from "#shared/commands/keyResults.ts";
import { addLink } from "#shared/commands/links.ts";
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
  moveObjective,
  moveObjectives,
  renameObjective,
  restoreObjective,
  setNotes,
  setOwner,
} from "#shared/commands/objectives.ts";
import { addPerson } from "#shared/commands/people.ts";
import { renamePlan, setCadence, setPurpose } from "#shared/commands/plan.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { newId } from "#shared/model/id.ts";
import type { MissionId, ObjectiveId } from "#shared/model/id.ts";
import { limits } from "#shared/model/limits.ts";
import { missionsInOrder, objectivesOf } from "#shared/queries/board.ts";
import { done, newDesk, refusal, smallPlan, titles } from "#tests/support/factories.ts";

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

  it("SCR-771: what is said of a rhythm has the words of the menu it was chosen from", () => {
    const desk = newDesk();
    const missionId = desk.do(addMission, { title: "A" });
    const said = (cadenceDays: number): string => done(desk.run(setCadence, { cadenceDays })).summary;
    expect(said(28)).toBe("Set the plan's rhythm to every 4 weeks");
    expect(said(1)).toBe("Set the plan's rhythm to every day");
    expect(done(desk.run(setMissionCadence, { missionId, cadenceDays: 10 })).summary).toBe(
      "Set the rhythm of “A” to every 10 days",
    );
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
