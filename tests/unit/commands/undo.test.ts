import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { recordCheckIn, withdrawCheckIn } from "#shared/commands/checkIns.ts";
import { addKeyResult, changeKeyResult } from "#shared/commands/keyResults.ts";
import { addLink, changeLink, removeLink } from "#shared/commands/links.ts";
import { archiveMission, renameMission } from "#shared/commands/missions.ts";
import {
  addObjective,
  archiveObjective,
  moveObjective,
  moveObjectives,
  renameObjective,
  setDue,
  setNotes,
  setOwner,
} from "#shared/commands/objectives.ts";
import { addPerson, mergePeople } from "#shared/commands/people.ts";
import { setCadence } from "#shared/commands/plan.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { rekeyList } from "#shared/document/rekey.ts";
import { parseCalendarDate } from "#shared/model/calendarDate.ts";
import { objectivesOf } from "#shared/queries/board.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";
import { type Desk, done, refusal, smallPlan, titles } from "#tests/support/factories.ts";
import { exchange } from "#tests/support/network.ts";
import { twoDesks } from "#tests/support/twoDesks.ts";

describe("undo and redo", () => {
  it("CMD-20: take every kind of change back, and do it again, in order", () => {
    const { desk, missions, cards } = smallPlan();
    const [objectiveId] = cards;
    const grace = desk.do(addPerson, { name: "Grace" });
    const start = desk.records;
    desk.do(setCadence, { cadenceDays: 7 });
    desk.do(renameMission, { missionId: missions[0], title: "Services people prefer" });
    desk.do(renameObjective, { objectiveId, title: "A1" });
    desk.do(renameObjective, { objectiveId, title: "A2" });
    desk.do(setNotes, { objectiveId, notes: "notes" });
    desk.do(setOwner, { objectiveId, ownerId: grace });
    desk.do(setOwner, { objectiveId, ownerId: desk.me });
    desk.do(setOwner, { objectiveId, ownerId: null });
    desk.do(setDue, { objectiveId, due: parseCalendarDate("2020-01-01") ?? null });
    const linkId = desk.do(addLink, { objectiveId, url: "https://example.org" });
    desk.do(changeLink, { objectiveId, linkId, url: "https://example.net", title: "Elsewhere" });
    desk.do(removeLink, { objectiveId, linkId });
    desk.do(moveObjective, { objectiveId, missionId: missions[1], before: null });
    desk.do(moveObjectives, { objectiveIds: cards, missionId: missions[1], before: null });
    desk.do(mergePeople, { from: grace, into: desk.me });
    desk.do(archiveMission, { missionId: missions[0] });
    desk.do(archiveObjective, { objectiveId });
    const end = desk.records;
    for (let count = 0; count < 17; count += 1) expect(done(desk.undo()).left, `undo ${count}`).toBe(0);
    expect(shape(desk)).toEqual(shape({ records: start }));
    for (let count = 0; count < 17; count += 1) expect(done(desk.redo()).left, `redo ${count}`).toBe(0);
    expect(refusal(desk.redo())).toBe("nothingToRedo");
    expect(shape(desk)).toEqual(shape({ records: end }));
    for (let count = 0; count < 17; count += 1) expect(done(desk.undo()).left, `undo again ${count}`).toBe(0);
    expect(shape(desk)).toEqual(shape({ records: start }));
  });

  it("CMD-20: say what it was about", () => {
    const { desk, missions, cards } = smallPlan();
    desk.do(moveObjective, { objectiveId: cards[1], missionId: missions[1], before: null });
    expect(done(desk.undo()).summary).toBe("Moved “B” to Data, 1 of 1");
    expect(done(desk.redo()).summary).toBe("Moved “B” to Data, 1 of 1");
  });

  it("CMD-21: the undo of an add archives, so what others wrote on the card stays", () => {
    const { ada, grace, share, missions } = twoDesks();
    const objectiveId = ada.do(addObjective, { missionId: missions[1], title: "New" });
    share();
    grace.do(setNotes, { objectiveId, notes: "Grace's thoughts" });
    share();
    done(ada.undo());
    expect(ada.records.objectives.get(objectiveId)).toMatchObject({
      notes: "Grace's thoughts",
      archived: { by: ada.me },
    });
    done(ada.redo());
    expect(ada.records.objectives.get(objectiveId)).toMatchObject({ notes: "Grace's thoughts", archived: null });
    done(ada.undo());
    expect(ada.records.objectives.get(objectiveId)?.archived).not.toBeNull();
  });

  it("CMD-21: the undo of a move goes back to the former place, as a move of now", () => {
    const { desk, missions, cards } = smallPlan();
    desk.do(moveObjective, { objectiveId: cards[1], missionId: missions[1], before: null });
    desk.now += 60_000;
    done(desk.undo());
    expect(titles(objectivesOf(desk.records, missions[0]))).toEqual(["A", "B", "C"]);
    expect(desk.records.objectives.get(cards[1])?.placement).toMatchObject({ by: desk.me, at: desk.now });
  });

  it("CMD-21: the undo of a check-in withdraws it; redone, it is recorded again under a new id with its own date", () => {
    const { desk, cards } = smallPlan();
    const [objectiveId] = cards;
    const first = desk.do(recordCheckIn, { objectiveId, status: "atRisk", note: "late" });
    const at = desk.now;
    desk.now += 60_000;
    done(desk.undo());
    expect(desk.records.checkIns.get(first)?.withdrawnAt).toBe(desk.now);
    expect(objectiveState(desk.records, objectiveId).status).toBe("notStarted");
    done(desk.redo());
    const { status, lastCheckIn } = objectiveState(desk.records, objectiveId);
    expect(status).toBe("atRisk");
    expect(lastCheckIn).toMatchObject({ at, note: "late", withdrawnAt: null });
    expect(lastCheckIn?.id).not.toBe(first);
    done(desk.undo());
    expect(objectiveState(desk.records, objectiveId).status).toBe("notStarted");
  });

  it("CMD-21: a withdrawal is undone, then the check-in itself", () => {
    const { desk, cards } = smallPlan();
    const [objectiveId] = cards;
    const checkInId = desk.do(recordCheckIn, { objectiveId, status: "done" });
    desk.do(withdrawCheckIn, { checkInId });
    done(desk.undo());
    expect(objectiveState(desk.records, objectiveId).status).toBe("done");
    done(desk.undo());
    expect(objectiveState(desk.records, objectiveId).status).toBe("notStarted");
    expect([...done(desk.redo()).steps, ...done(desk.redo()).steps]).toHaveLength(2);
    expect(objectiveState(desk.records, objectiveId).status).toBe("notStarted");
  });

  it("CMD-22: a change that another has changed since is left as it is, even if the value is the same", () => {
    const { ada, grace, share, cards } = twoDesks();
    const [objectiveId] = cards;
    const due = parseCalendarDate("2020-01-01") ?? null;
    ada.do(setDue, { objectiveId, due });
    share();
    grace.do(setDue, { objectiveId, due: null });
    grace.do(setDue, { objectiveId, due });
    share();
    const result = ada.undo();
    expect(!result.ok && result.error.code).toBe("changedSince");
    expect(!result.ok && result.error.message).toContain("has changed since, so it was left as it is.");
    expect(ada.records.objectives.get(objectiveId)?.due).toBe(due);
    expect(ada.history.canRedo).toBe(false);
  });

  it("CMD-22: only my field of a record goes back where another has changed the others", () => {
    const { ada, grace, share, missions, cards } = twoDesks();
    const [objectiveId] = cards;
    ada.do(setOwner, { objectiveId, ownerId: ada.me });
    share();
    grace.do(renameObjective, { objectiveId, title: "Grace's title" });
    grace.do(moveObjective, { objectiveId, missionId: missions[1], before: null });
    share();
    done(ada.undo());
    expect(ada.records.objectives.get(objectiveId)).toMatchObject({
      ownerId: null,
      title: "Grace's title",
      placement: { missionId: missions[1] },
    });
  });

  it("CMD-22: of several changes those that are still mine go back, and the others are counted", () => {
    const { ada, grace, share, missions, cards } = twoDesks();
    ada.do(moveObjectives, { objectiveIds: cards, missionId: missions[1], before: null });
    share();
    grace.do(moveObjective, { objectiveId: cards[1], missionId: missions[1], before: cards[0] });
    share();
    const undone = done(ada.undo());
    expect(undone).toMatchObject({ left: 1, summary: "Moved 3 objectives to Data, 1 to 3 of 3" });
    expect(undone.steps).toHaveLength(2);
    expect(titles(objectivesOf(ada.records, missions[0]))).toEqual(["A", "C"]);
    expect(titles(objectivesOf(ada.records, missions[1]))).toEqual(["B"]);
  });

  it("CMD-22: of a text one's own letters go, wherever they lie now, and what another has typed since stays", () => {
    const { ada, grace, share, cards } = twoDesks();
    const [objectiveId] = cards;
    ada.do(setNotes, { objectiveId, notes: "mine" });
    share();
    grace.do(setNotes, { objectiveId, notes: "hers, mine" });
    grace.do(setNotes, { objectiveId, notes: "hers, mine and hers" });
    share();
    expect(done(ada.undo())).toMatchObject({ left: 0, mixed: true });
    expect(ada.records.objectives.get(objectiveId)?.notes).toBe("hers,  and hers");
    expect(done(ada.redo())).toMatchObject({ left: 0, mixed: false });
    expect(ada.records.objectives.get(objectiveId)?.notes).toBe("hers, mine and hers");
  });

  it("CMD-22: of a text of which another has removed all that was one's own nothing is taken back", () => {
    const { ada, grace, share, cards } = twoDesks();
    const [objectiveId] = cards;
    ada.do(setNotes, { objectiveId, notes: "mine" });
    share();
    grace.do(setNotes, { objectiveId, notes: "" });
    grace.do(setNotes, { objectiveId, notes: "hers" });
    share();
    expect(refusal(ada.undo())).toBe("changedSince");
    expect(ada.records.objectives.get(objectiveId)?.notes).toBe("hers");
  });

  it("CMD-22: two people who undo at once each take back their own", () => {
    const { ada, grace, share, cards } = twoDesks();
    ada.do(setOwner, { objectiveId: cards[0], ownerId: ada.me });
    grace.do(setNotes, { objectiveId: cards[0], notes: "hers" });
    share();
    done(ada.undo());
    done(grace.undo());
    share();
    expect(ada.records.objectives.get(cards[0])).toMatchObject({ ownerId: null, notes: "" });
    expect(grace.records).toEqual(ada.records);
  });

  it("CMD-22: a move stays mine when the server has re-keyed the card since", () => {
    const { desk, missions, cards } = smallPlan();
    const [, b, c] = cards;
    for (let count = 0; count < 700; count += 1) {
      const [moved, before] = count % 2 === 0 ? [c, b] : [b, c];
      desk.do(moveObjective, { objectiveId: moved, missionId: missions[0], before });
    }
    desk.do(moveObjective, { objectiveId: b, missionId: missions[1], before: null });
    done(desk.undo());
    const before = desk.records.objectives.get(b)?.placement.sortKey;
    const { doc } = desk.document;
    // Re-keying happens on the server's replica, not on the author's.
    const server = planDocument(newYDoc());
    Y.applyUpdate(server.doc, Y.encodeStateAsUpdate(doc));
    expect(rekeyList(server, desk.records, { root: "objectives", missionId: missions[0] })).toBeGreaterThan(0);
    exchange(doc, server.doc);
    expect(desk.records.objectives.get(b)?.placement.sortKey).not.toBe(before);
    expect(done(desk.redo()).left).toBe(0);
    expect(titles(objectivesOf(desk.records, missions[1]))).toEqual(["B"]);
  });

  it("CMD-22: one is refused to somebody whose role no longer allows it", () => {
    const { desk, cards } = smallPlan();
    desk.do(archiveObjective, { objectiveId: cards[0] });
    desk.actor = { role: "viewer", personId: desk.me };
    expect(refusal(desk.undo())).toBe("notAllowed");
    desk.actor = { role: "editor", personId: desk.me };
    done(desk.undo());
  });

  it("CMD-23: the history keeps the last 100 commands, and a new one ends redo", () => {
    const { desk, cards } = smallPlan();
    for (let count = 0; count < 120; count += 1) desk.do(setNotes, { objectiveId: cards[0], notes: `${count}` });
    for (let count = 0; count < 100; count += 1) done(desk.undo());
    expect(refusal(desk.undo())).toBe("nothingToUndo");
    expect(desk.records.objectives.get(cards[0])?.notes).toBe("19");
    done(desk.redo());
    desk.do(setNotes, { objectiveId: cards[0], notes: "new" });
    expect(desk.history.canRedo).toBe(false);
  });

  it("CMD-20: both fields of a changed key result go back together", () => {
    const { desk, cards } = smallPlan();
    const measure = { kind: "percent", unit: "%", start: 0, target: 100 } as const;
    const keyResultId = desk.do(addKeyResult, { objectiveId: cards[0], title: "K", measure });
    desk.do(changeKeyResult, { keyResultId, title: "L", measure: { ...measure, target: 50 } });
    expect(done(desk.undo()).steps).toHaveLength(3);
    expect(desk.records.keyResults.get(keyResultId)).toMatchObject({ title: "K", measure });
  });

  it("CMD-22: what was changed and then removed, one right after the other, is still one's own to bring back", () => {
    const { desk, cards } = smallPlan();
    const objectiveId = cards[0];
    const linkId = desk.do(addLink, { objectiveId, url: "https://example.org" });
    desk.do(changeLink, { objectiveId, linkId, url: "https://example.net", title: "Elsewhere" });
    desk.do(removeLink, { objectiveId, linkId });
    expect(done(desk.undo()).left).toBe(0);
    expect(titles(desk.records.objectives.get(objectiveId)?.links ?? [])).toEqual(["Elsewhere"]);
  });
});

/** A plan without who and when, which an undo writes anew. */
function shape({ records }: Pick<Desk, "records">): unknown {
  return {
    plan: records.plan,
    missions: [...records.missions.values()].map(({ id, title, archived }) => [id, title, archived !== null]),
    objectives: [...records.objectives.values()].map(
      ({ id, title, notes, ownerId, due, links, placement, archived }) => ({
        ...{ id, title, notes, ownerId, due, links },
        place: [placement.missionId, placement.sortKey],
        archived: archived !== null,
      }),
    ),
    people: [...records.people.values()],
  };
}
