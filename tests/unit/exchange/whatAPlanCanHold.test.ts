import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type * as Y from "yjs";

import { addKeyResult } from "#shared/commands/keyResults.ts";
import { addLink } from "#shared/commands/links.ts";
import { addMission } from "#shared/commands/missions.ts";
import { addPerson } from "#shared/commands/people.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { readPlanFile, writePlanFile } from "#shared/exchange/planFile.ts";
import { limits } from "#shared/model/limits.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { Desk, smallPlan } from "#tests/support/factories.ts";
import { exchange } from "#tests/support/network.ts";
import { oddWrites, stored } from "#tests/support/oddDocument.ts";

/** Exports a plan, imports the file, and gives what is wrong with it; the import must be as what was exported. */
function wayThroughAFile(records: PlanRecords): readonly string[] {
  const file = writePlanFile(records);
  const read = readPlanFile(JSON.parse(JSON.stringify(file)));
  if (!read.ok) return read.error.map(({ path, message }) => `${path}: ${message}`);
  expect(writePlanFile(read.value)).toEqual(file);
  return [];
}

describe("what a document can hold", () => {
  it("EXC-10: what several people add at once, beyond a limit, is in the file and comes back from it", () => {
    const { desk, cards } = smallPlan();
    const [objectiveId] = cards;
    const grace = new Desk(planDocument(newYDoc()));
    exchange(desk.document.doc, grace.document.doc);
    const measure = { kind: "number", unit: "people", start: 0, target: 21 } as const;
    for (const [at, { document, actor }] of [desk, grace].entries()) {
      const hand = new Desk(document);
      hand.actor = actor;
      const fill = (most: number, add: (nth: number) => unknown): void => {
        for (let nth = 0; nth < most; nth += 1) add(nth);
      };
      fill(limits.keyResultsPerObjective, () => hand.do(addKeyResult, { objectiveId, title: "K", measure }));
      fill(limits.linksPerObjective, () => hand.do(addLink, { objectiveId, url: "https://example.org", title: "" }));
      fill(limits.missions - 2, () => hand.do(addMission, { title: "M" }));
      fill(limits.people - 1, (nth) => hand.do(addPerson, { name: `Person ${at} ${nth}` }));
    }
    exchange(desk.document.doc, grace.document.doc);
    const { records } = desk;
    expect(records.measures.get(objectiveId)).toHaveLength(2 * limits.keyResultsPerObjective);
    expect(records.objectives.get(objectiveId)?.links).toHaveLength(2 * limits.linksPerObjective);
    expect(records.missions.size).toBeGreaterThan(limits.missions);
    expect(records.people.size).toBeGreaterThan(limits.people);
    expect(wayThroughAFile(records)).toEqual([]);
  });

  it("EXC-11: a line or words of a link that are too long are cut, never in the middle of a character", () => {
    const { desk, cards } = smallPlan();
    const long = `x${"🙂".repeat(limits.noteLength)}`;
    const linkId = desk.do(addLink, { objectiveId: cards[0], url: "https://example.org", title: "" });
    const { doc, roots } = desk.document;
    doc.transact(() => {
      roots.checkIns.set("c", { objectiveId: cards[0], at: 1, by: desk.me, note: long });
      const card = roots.objectives.get(cards[0]) as Y.Map<Y.Map<unknown>>;
      card.get("links")?.set(linkId, { url: "https://example.org/", title: long, at: 1 });
    });
    expect(desk.records.histories.get(cards[0])?.[0]?.note).toHaveLength(limits.noteLength - 1);
    expect(wayThroughAFile(desk.records)).toEqual([]);
  });

  it("EXC-11: whatever lies in a document, its own export is imported, and is the same again", () => {
    fc.assert(
      fc.property(oddWrites, (writes) => {
        const document = planDocument(newYDoc());
        for (const write of writes) write(document);
        expect(wayThroughAFile(readPlan(stored(document)).records)).toEqual([]);
      }),
      { numRuns: Number(process.env["RUNS"] ?? 300) },
    );
  });
});
