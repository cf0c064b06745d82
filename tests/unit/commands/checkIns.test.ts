import { describe, expect, it } from "vitest";

import {
  correctCheckIn,
  recordCheckIn,
  recordStillRight,
  restoreCheckIn,
  withdrawCheckIn,
} from "#shared/commands/checkIns.ts";
import { addKeyResult, changeKeyResult } from "#shared/commands/keyResults.ts";
import { archiveObjective, setOwner } from "#shared/commands/objectives.ts";
import { addPerson } from "#shared/commands/people.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { newId } from "#shared/model/id.ts";
import type { PersonId } from "#shared/model/id.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";
import { staleness } from "#shared/queries/staleness.ts";
import { Desk, done, NOON, refusal, smallPlan } from "#tests/support/factories.ts";
import { exchange } from "#tests/support/network.ts";

const DAY = 86_400_000;

describe("still right", () => {
  it("CMD-30: says of one objective or of several that all still holds, and starts their age anew", () => {
    const { desk, cards } = smallPlan();
    desk.do(recordCheckIn, { objectiveId: cards[0], status: "atRisk", progress: 35 });
    desk.now += 20 * DAY;
    const one = done(desk.run(recordStillRight, { objectiveIds: [cards[0]] }));
    expect(one.summary).toBe("Checked in on “A”: still right");
    expect(objectiveState(desk.records, cards[0])).toMatchObject({ status: "atRisk", progress: 35 });
    expect(staleness(desk.records, cards[0], desk.now, "UTC")?.ageDays).toBe(0);
    expect(desk.document.roots.checkIns.get(one.value[0] ?? "")).toMatchObject({ at: NOON + 20 * DAY, by: desk.me });

    desk.do(archiveObjective, { objectiveId: cards[1] });
    const both = done(desk.run(recordStillRight, { objectiveIds: [cards[1], cards[2], cards[0], cards[0]] }));
    expect(both).toMatchObject({ summary: "Checked in on 2 objectives: still right" });
    desk.undo();
    expect(both.value.map((id) => desk.records.checkIns.get(id)?.withdrawnAt)).toEqual([desk.now, desk.now]);
    expect(refusal(desk.run(recordStillRight, { objectiveIds: [cards[1]] }))).toBe("objectiveArchived");
  });

  it("CMD-30: states nothing, so it overrides nothing that somebody else says at the same time", () => {
    const { desk, cards } = smallPlan();
    const [objectiveId] = cards;
    desk.do(recordCheckIn, { objectiveId, status: "onTrack" });
    const grace = new Desk(planDocument(newYDoc()));
    exchange(desk.document.doc, grace.document.doc);
    grace.actor = { role: "editor", personId: grace.do(addPerson, { name: "Grace" }) };
    grace.do(recordCheckIn, { objectiveId, status: "offTrack" });
    desk.now += DAY;
    desk.do(recordStillRight, { objectiveIds: [objectiveId] });
    exchange(desk.document.doc, grace.document.doc);
    expect(objectiveState(desk.records, objectiveId).status).toBe("offTrack");
  });

  it("CMD-30: asks for the same right as any check-in: a contributor's are their own objectives", () => {
    const { desk, cards } = smallPlan();
    desk.do(setOwner, { objectiveId: cards[0], ownerId: desk.me });
    desk.do(setOwner, { objectiveId: cards[1], ownerId: desk.me });
    desk.actor = { role: "contributor", personId: desk.me };
    expect(desk.do(recordStillRight, { objectiveIds: [cards[0], cards[1]] })).toHaveLength(2);
    expect(refusal(desk.run(recordStillRight, { objectiveIds: [cards[0], cards[2]] }))).toBe("notAllowed");
    desk.actor = { role: "editor", personId: null };
    expect(refusal(desk.run(recordStillRight, { objectiveIds: [cards[0]] }))).toBe("identityNeeded");
  });
});

describe("a check-in that was wrong", () => {
  it("CMD-31: is corrected in one command, and one undo brings it back", () => {
    const { desk, cards } = smallPlan();
    const [objectiveId] = cards;
    const wrong = desk.do(recordCheckIn, { objectiveId, status: "offTrack", progress: 5, note: "late" });
    desk.now += 60_000;
    const corrected = done(
      desk.run(correctCheckIn, { checkInId: wrong, status: "onTrack", progress: 50, note: "in time" }),
    );
    expect(corrected.summary).toBe("Corrected a check-in on “A”: On track, 50%");
    expect(desk.records.checkIns.get(wrong)?.withdrawnAt).toBe(desk.now);
    expect(objectiveState(desk.records, objectiveId)).toMatchObject({
      status: "onTrack",
      progress: 50,
      lastCheckIn: { id: corrected.value, note: "in time" },
    });
    done(desk.undo());
    expect(objectiveState(desk.records, objectiveId)).toMatchObject({
      status: "offTrack",
      progress: 5,
      lastCheckIn: { note: "late", at: NOON },
    });
    done(desk.redo());
    expect(objectiveState(desk.records, objectiveId)).toMatchObject({ status: "onTrack", progress: 50 });
  });

  it("CMD-31: is one's own, counts still, and lies on a card that one may check in on", () => {
    const { desk, cards } = smallPlan();
    const [objectiveId] = cards;
    desk.do(setOwner, { objectiveId, ownerId: desk.me });
    const mine = desk.do(recordCheckIn, { objectiveId, status: "done" });
    const grace = desk.do(addPerson, { name: "Grace" });
    desk.actor = { role: "owner", personId: grace };
    expect(refusal(desk.run(correctCheckIn, { checkInId: mine, note: "x" }))).toBe("notAllowed");
    desk.do(setOwner, { objectiveId, ownerId: grace });
    desk.actor = { role: "contributor", personId: desk.me };
    expect(refusal(desk.run(correctCheckIn, { checkInId: mine, note: "x" }))).toBe("notAllowed");
    desk.actor = { role: "editor", personId: desk.me };
    desk.do(correctCheckIn, { checkInId: mine, note: "x" });
    expect(refusal(desk.run(correctCheckIn, { checkInId: mine, note: "y" }))).toBe("checkInWithdrawn");
  });
});

describe("a check-in that was taken back", () => {
  it("PRM-11: is said again as it was, with its own date, by its author on what they may check in on", () => {
    const { desk, cards } = smallPlan();
    const [objectiveId, other] = cards;
    desk.do(setOwner, { objectiveId, ownerId: desk.me });
    const mine = desk.do(recordCheckIn, { objectiveId, status: "atRisk", note: "mine" });
    const elsewhere = desk.do(recordCheckIn, { objectiveId: other, note: "not my objective" });
    desk.do(withdrawCheckIn, { checkInId: elsewhere });
    desk.now += DAY;
    desk.actor = { role: "contributor", personId: desk.me };
    expect(desk.do(restoreCheckIn, { checkInId: mine })).toBe(mine);
    desk.do(withdrawCheckIn, { checkInId: mine });
    const again = desk.do(restoreCheckIn, { checkInId: mine });
    expect(objectiveState(desk.records, objectiveId)).toMatchObject({
      status: "atRisk",
      lastCheckIn: { id: again, at: NOON, note: "mine" },
    });
    expect(refusal(desk.run(restoreCheckIn, { checkInId: elsewhere }))).toBe("notAllowed");
    desk.actor = { role: "owner", personId: newId<PersonId>() };
    expect(refusal(desk.run(restoreCheckIn, { checkInId: mine }))).toBe("notAllowed");
    desk.actor = { role: "viewer", personId: desk.me };
    expect(refusal(desk.run(restoreCheckIn, { checkInId: mine }))).toBe("notAllowed");
    expect(refusal(desk.run(restoreCheckIn, { checkInId: newId() }))).toBe("notAllowed");
  });
});

describe("a key result that is measured anew", () => {
  it("CMD-32: keeps every value that was said; only what they amount to changes", () => {
    const { desk, cards } = smallPlan();
    const [objectiveId] = cards;
    const measure = { kind: "number", unit: "people", start: 0, target: 20 } as const;
    const keyResultId = desk.do(addKeyResult, { objectiveId, title: "Apprentices in post", measure });
    const values = [5, 10].map((value) => {
      desk.now += DAY;
      desk.do(recordCheckIn, { objectiveId, values: { [keyResultId]: value } });
      return value;
    });
    desk.do(changeKeyResult, { keyResultId, measure: { ...measure, target: 40 } });
    const said = desk.records.histories.get(objectiveId)?.map((checkIn) => checkIn.values.get(keyResultId));
    expect(said).toEqual(values);
    expect(objectiveState(desk.records, objectiveId)).toMatchObject({ progress: 25 });
    expect(objectiveState(desk.records, objectiveId).values.get(keyResultId)).toBe(10);
  });
});
