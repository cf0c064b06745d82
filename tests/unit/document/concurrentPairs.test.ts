import { describe, expect, it } from "vitest";

import { recordCheckIn } from "#shared/commands/checkIns.ts";
import { archiveMission } from "#shared/commands/missions.ts";
import { archiveObjective, moveObjective, renameObjective, setOwner } from "#shared/commands/objectives.ts";
import { addPerson, mergePeople } from "#shared/commands/people.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { columns, objectivesOf, tray } from "#shared/queries/board.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";
import { personOf } from "#shared/queries/people.ts";
import { Desk, smallPlan } from "#tests/support/factories.ts";
import { exchange } from "#tests/support/network.ts";

/** Ada and Grace, each changing the plan before hearing of the other; `meet` tells both. */
function apart() {
  const plan = smallPlan();
  const grace = new Desk(planDocument(newYDoc()));
  const meet = (): void => {
    exchange(plan.desk.document.doc, grace.document.doc);
    expect(grace.records).toEqual(plan.desk.records);
  };
  meet();
  const hers = grace.do(addPerson, { name: "Grace" });
  grace.actor = { role: "editor", personId: hers };
  meet();
  return { ...plan, ada: plan.desk, grace, hers, meet };
}

describe("two people at once", () => {
  it("DOC-9: move and move: the card lies once, where one of them put it", () => {
    const { ada, grace, missions, cards, meet } = apart();
    ada.do(moveObjective, { objectiveId: cards[1], missionId: missions[1], before: null });
    grace.do(moveObjective, { objectiveId: cards[1], missionId: missions[0], before: cards[0] });
    const chosen = [ada, grace].map((desk) => desk.records.objectives.get(cards[1])?.placement);
    meet();
    expect(chosen).toContainEqual(ada.records.objectives.get(cards[1])?.placement);
    expect(columns(ada.records).flatMap((column) => column.objectives)).toHaveLength(3);
  });

  it("DOC-9: move and archive of the mission: the card is in the tray", () => {
    const { ada, grace, missions, cards, meet } = apart();
    ada.do(moveObjective, { objectiveId: cards[1], missionId: missions[1], before: null });
    grace.do(archiveMission, { missionId: missions[1] });
    meet();
    expect(tray(ada.records).map((card) => card.id)).toEqual([cards[1]]);
    expect(objectivesOf(ada.records, missions[0])).toHaveLength(2);
  });

  it("DOC-10: rename and archive: both hold", () => {
    const { ada, grace, cards, meet } = apart();
    ada.do(renameObjective, { objectiveId: cards[0], title: "renamed" });
    grace.do(archiveObjective, { objectiveId: cards[0] });
    meet();
    expect(ada.records.objectives.get(cards[0])).toMatchObject({
      title: "renamed",
      archived: { by: grace.actor.personId },
    });
  });

  it("DOC-10: a person who is given a card and merged at once owns it under the new name", () => {
    const { ada, grace, cards, hers, meet } = apart();
    const third = ada.do(addPerson, { name: "Gracie" });
    meet();
    ada.do(setOwner, { objectiveId: cards[0], ownerId: third });
    grace.do(mergePeople, { from: third, into: hers });
    meet();
    const ownerId = ada.records.objectives.get(cards[0])?.ownerId;
    expect(ownerId && personOf(ada.records, ownerId)?.name).toBe("Grace");
  });

  it("DOC-10: the same person added twice at once is two people until they are merged", () => {
    const { ada, grace, cards, meet } = apart();
    const one = ada.do(addPerson, { name: "Zoë" });
    const two = grace.do(addPerson, { name: "Zoë" });
    meet();
    ada.do(mergePeople, { from: one, into: two });
    grace.do(setOwner, { objectiveId: cards[0], ownerId: one });
    meet();
    const ownerId = ada.records.objectives.get(cards[0])?.ownerId;
    expect(ownerId && personOf(ada.records, ownerId)?.id).toBe(two);
  });

  it("DOC-10: merged both ways at once, two people are one to everybody", () => {
    const { ada, grace, hers, desk, meet } = apart();
    ada.do(mergePeople, { from: desk.me, into: hers });
    grace.do(mergePeople, { from: hers, into: desk.me });
    meet();
    expect(personOf(ada.records, hers)?.id).toBe([hers, desk.me].toSorted()[0]);
    expect(personOf(ada.records, desk.me)).toBe(personOf(ada.records, hers));
  });

  it("DOC-10: two check-ins at once are both kept", () => {
    const { ada, grace, cards, meet } = apart();
    ada.do(recordCheckIn, { objectiveId: cards[0], status: "atRisk" });
    grace.do(recordCheckIn, { objectiveId: cards[0], progress: 40 });
    meet();
    expect(objectiveState(ada.records, cards[0])).toMatchObject({ status: "atRisk", progress: 40 });
    expect(ada.records.histories.get(cards[0])).toHaveLength(2);
  });
});
