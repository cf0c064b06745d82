import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { recordCheckIn } from "#shared/commands/checkIns.ts";
import { addKeyResult } from "#shared/commands/keyResults.ts";
import { addLink } from "#shared/commands/links.ts";
import { renameObjective } from "#shared/commands/objectives.ts";
import { inspectPlan } from "#shared/document/integrity.ts";
import { UPKEEP_CLIENT_ID } from "#shared/document/clientId.ts";
import { newYDoc, planDocument, sharedText } from "#shared/document/planDocument.ts";
import type { PlanDocument, RootName } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { repairPlan } from "#shared/document/repair.ts";
import { objectivesOf } from "#shared/queries/board.ts";
import { personOf } from "#shared/queries/people.ts";
import { Desk, smallPlan } from "#tests/support/factories.ts";
import { exchange } from "#tests/support/network.ts";

/** Writes past all commands, as damage or a stranger's program would. */
function put(document: PlanDocument, root: RootName, id: string, field: string, value: unknown): void {
  const record = root === "plan" ? document.roots.plan : document.roots[root].get(id);
  if (!(record instanceof Y.Map)) throw new Error(`no record ${root}/${id}`);
  if (value === undefined) record.delete(field);
  else record.set(field, value);
}

function kinds(document: PlanDocument): readonly string[] {
  return inspectPlan(document).map(({ kind, root, field }) => `${kind} ${root}${field === "" ? "" : `.${field}`}`);
}

describe("the integrity report and repair", () => {
  it("DOC-5: nothing is reported of what commands have written", () => {
    const { desk, cards } = smallPlan();
    desk.do(addLink, { objectiveId: cards[0], url: "https://example.org" });
    const measure = { kind: "number", unit: "", start: 0, target: 1 } as const;
    const keyResultId = desk.do(addKeyResult, { objectiveId: cards[0], title: "K", measure });
    desk.do(recordCheckIn, { objectiveId: cards[0], values: { [keyResultId]: 1 } });
    expect(inspectPlan(desk.document)).toEqual([]);
  });

  it("DOC-5: everything that is wrong is named", () => {
    const { desk, missions, cards } = smallPlan();
    const { document } = desk;
    const placed = desk.records.objectives.get(cards[0])?.placement;
    put(document, "objectives", cards[0], "due", "2019-02-30");
    put(document, "objectives", cards[0], "created", undefined);
    put(document, "objectives", cards[1], "placement", { ...placed, missionId: "gone" });
    put(document, "objectives", cards[1], "ownerId", "nobody");
    put(document, "objectives", cards[2], "placement", { ...placed, sortKey: `${placed?.sortKey}${"m".repeat(200)}` });
    put(document, "missions", missions[0], "placement", { sortKey: "V", by: null, at: 1 });
    put(document, "missions", missions[1], "placement", { sortKey: "V00", by: null, at: 1 });
    put(document, "people", desk.me, "mergedInto", desk.me);
    document.roots.people.set(
      "b",
      new Y.Map([
        ["name", "B"],
        ["mergedInto", "gone"],
        ["created", { at: 1, by: null }],
      ]),
    );
    document.roots.missions.set("not/an/id", new Y.Map());
    document.roots.missions.set("text", "not a record");
    document.roots.checkIns.set("c1", { objectiveId: "gone", at: 1, by: "b" });
    document.roots.checkIns.set("c2", { of: "c1", at: 1, by: "somebodyElse" });
    document.roots.checkIns.set("c3", 7);
    expect(kinds(document).toSorted()).toEqual(
      [
        "unreadableEntry missions",
        "unreadableEntry missions",
        "unreadableEntry checkIns",
        "malformedField objectives.due",
        "missingField objectives.created",
        "unknownMission objectives.placement",
        "unknownOwner objectives.ownerId",
        "unknownObjective checkIns.objectiveId",
        "strayWithdrawal checkIns.of",
        "unknownMerge people.mergedInto",
        "mergeCircle people.mergedInto",
        "equalSortKeys missions.placement",
        "longSortKey objectives.placement",
      ].toSorted(),
    );
  });

  it("DOC-6: repair puts missing fields in place and makes text shared again, keeping what can be read", () => {
    const { desk, cards } = smallPlan();
    const { document } = desk;
    put(document, "objectives", cards[0], "title", "a plain title");
    put(document, "objectives", cards[0], "notes", undefined);
    put(document, "objectives", cards[0], "links", undefined);
    put(document, "objectives", cards[0], "created", undefined);
    put(document, "objectives", cards[1], "due", "someday");
    const before = desk.records;
    repairPlan(document);
    expect(desk.records).toEqual(before);
    expect(kinds(document)).toEqual(["malformedField objectives.due"]);
    expect(sharedText(document, "objectives", cards[0], "title")?.toString()).toBe("a plain title");
    desk.do(renameObjective, { objectiveId: cards[0], title: "can be renamed again" });
    desk.do(addLink, { objectiveId: cards[0], url: "https://example.org" });
    expect(document.roots.objectives.get(cards[1])).toSatisfy(
      (card: unknown) => card instanceof Y.Map && card.get("due") === "someday",
    );
  });

  it("DOC-6: repair separates equal keys, shortens long ones and opens circles, with nothing read otherwise", () => {
    const { desk, missions, cards } = smallPlan();
    const { document } = desk;
    const placed = desk.records.objectives.get(cards[0])?.placement;
    for (const [nth, sortKey] of ["V", "V000", `V000${"0".repeat(150)}`].entries()) {
      put(document, "objectives", cards[nth] ?? "", "placement", { ...placed, sortKey });
    }
    document.roots.people.set(
      "b",
      new Y.Map([
        ["name", "B"],
        ["mergedInto", desk.me],
        ["created", { at: 1, by: null }],
      ]),
    );
    put(document, "people", desk.me, "mergedInto", "b");
    const order = objectivesOf(desk.records, missions[0]).map((card) => card.id);
    const one = personOf(desk.records, desk.me)?.id;
    repairPlan(document);
    expect(inspectPlan(document)).toEqual([]);
    expect(objectivesOf(desk.records, missions[0]).map((card) => card.id)).toEqual(order);
    expect(personOf(desk.records, desk.me)?.id).toBe(one);
  });

  it("DOC-6: to repair twice, or a sound plan, writes nothing", () => {
    const { desk, cards } = smallPlan();
    const sound = Y.encodeStateAsUpdate(desk.document.doc);
    repairPlan(desk.document);
    expect(Y.encodeStateAsUpdate(desk.document.doc)).toEqual(sound);
    put(desk.document, "objectives", cards[0], "title", 7);
    repairPlan(desk.document);
    const once = Y.encodeStateAsUpdate(desk.document.doc);
    repairPlan(desk.document);
    expect(Y.encodeStateAsUpdate(desk.document.doc)).toEqual(once);
  });

  it("DOC-11: repair yields to what a person writes at the same time", () => {
    const { desk, cards } = smallPlan();
    put(desk.document, "objectives", cards[0], "created", undefined);
    const server = planDocument(newYDoc());
    exchange(server.doc, desk.document.doc);
    repairPlan(server);
    expect(server.doc.store.clients.has(UPKEEP_CLIENT_ID)).toBe(true);
    const created = { by: desk.me, at: 5 };
    put(desk.document, "objectives", cards[0], "created", created);
    exchange(server.doc, desk.document.doc);
    expect(readPlan(server).records.objectives.get(cards[0])?.created).toEqual(created);
    expect(new Desk(server).records).toEqual(desk.records);
  });
});
