import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { writePlan } from "#shared/document/writePlan.ts";
import type { PlanContent } from "#shared/document/writePlan.ts";
import { readPlanFile, writePlanFile } from "#shared/exchange/planFile.ts";
import { recordFromFile, recordToFile } from "#shared/exchange/recordFile.ts";
import { FileProblems } from "#shared/exchange/fileProblem.ts";
import { required, text } from "#shared/model/field.ts";
import type { RecordShape } from "#shared/model/field.ts";
import { limits } from "#shared/model/limits.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { planContent } from "#tests/support/planArbitrary.ts";

const RUNS = 1_000;

/** A file as it is after a way through the network: JSON text and back. */
function sent(file: unknown): unknown {
  return JSON.parse(JSON.stringify(file));
}

function inDocument(content: PlanContent): PlanRecords {
  const document = planDocument(newYDoc());
  writePlan(document, content);
  const { records, problems } = readPlan(document);
  expect(problems).toEqual([]);
  return records;
}

function problemsOf(file: unknown): readonly string[] {
  const read = readPlanFile(file);
  return read.ok ? [] : read.error.map(({ path, message }) => `${path}: ${message}`);
}

const least = { waymark: 1, plan: { title: "Plan" } };

describe("the plan file", () => {
  it("EXC-1: export, import and export again give the same file, for 1,000 random plans", () => {
    fc.assert(
      fc.property(planContent, (content) => {
        const file = writePlanFile(inDocument(content));
        const read = readPlanFile(sent(file));
        if (!read.ok) throw new Error(JSON.stringify(read.error));
        expect(writePlanFile(inDocument(read.value))).toEqual(file);
        expect(file).toEqual(writePlanFile(content));
      }),
      { numRuns: RUNS },
    );
  });

  it("EXC-2: a plan in a fresh document is read back as it was", () => {
    fc.assert(
      fc.property(planContent, (content) => {
        const records = inDocument(content);
        expect(records.plan).toEqual(content.plan);
        for (const name of ["missions", "objectives", "keyResults", "people", "withdrawals"] as const) {
          expect(records[name]).toEqual(content[name]);
        }
        const recorded = [...records.checkIns].map(([id, { withdrawnAt: _, ...checkIn }]) => [id, checkIn] as const);
        expect(new Map(recorded)).toEqual(content.checkIns);
        // What was read can be written as it is.
        expect(inDocument(records)).toEqual(records);
      }),
      { numRuns: 200 },
    );
  });

  it("EXC-3: any JSON whatever is read without a throw, and refused with where and what", () => {
    const part = fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()));
    const anything = fc.record(
      {
        waymark: fc.constant(1),
        plan: part,
        missions: part,
        objectives: part,
        keyResults: part,
        people: part,
        checkIns: part,
        withdrawals: part,
      },
      { requiredKeys: ["waymark"] },
    );
    fc.assert(
      fc.property(fc.oneof(anything, fc.jsonValue()), (file) => {
        const read = readPlanFile(file);
        if (!read.ok) {
          expect(read.error.length).toBeGreaterThan(0);
          for (const { path, message } of read.error) {
            expect(path).not.toBe("");
            expect(message).toMatch(/^[A-Z].*\.$/);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("EXC-3: what is malformed is named where it lies, and the file is refused as a whole", () => {
    const objectives = [
      { id: "a" },
      { id: "b", title: 3, due: "2019-02-30", links: [{ id: "l", url: "javascript:alert(1)", title: "", at: 1 }] },
      { title: "no id" },
    ];
    const checkIns = [
      { id: "c", objectiveId: "a", at: 1, by: "p", status: "fine", progress: 101, values: { k: "9" } },
      { id: "d", objectiveId: "a", at: 1, by: "p", note: "x".repeat(limits.noteLength + 1) },
      { id: "e", at: 1, by: "p" },
      { id: "f", of: "c", at: 1, by: "p" },
    ];
    expect(problemsOf({ ...least, objectives, checkIns }).map((problem) => problem.split(":")[0])).toEqual([
      "objectives[1].title",
      "objectives[1].due",
      "objectives[1].links[0]",
      "objectives[2].id",
      "checkIns[0].status",
      "checkIns[0].progress",
      "checkIns[0].values",
      "checkIns[1].note",
      "checkIns[2]",
      "checkIns[3]",
    ]);
  });

  it("EXC-3: a file with a thousand mistakes names the first twenty", () => {
    const objectives = Array.from({ length: 1_000 }, () => ({}));
    expect(problemsOf({ ...least, objectives })).toHaveLength(20);
  });

  it.each([
    ["another version", { waymark: 2, plan: {} }, "waymark"],
    ["no plan file", { title: "Board", lists: [] }, "waymark"],
    ["a list", [], "waymark"],
    ["no plan", { waymark: 1 }, "plan"],
    ["an unknown part", { ...least, boards: [] }, "boards"],
    ["an unknown field", { ...least, people: [{ id: "p", name: "Ada", age: 3 }] }, "people[0].age"],
    ["a part that is no list", { ...least, people: { id: "p" } }, "people"],
    ["one id twice", { ...least, people: [{ id: "p" }, { id: "p" }] }, "people[1].id"],
    [
      "one id of a check-in and a withdrawal",
      {
        ...least,
        checkIns: [{ id: "c", objectiveId: "o", at: 1, by: "p" }],
        withdrawals: [{ id: "c", of: "c", at: 1, by: "p" }],
      },
      "withdrawals[0].id",
    ],
    ["half a character", { ...least, people: [{ id: "p", name: "\ud83d" }] }, "people[0].name"],
    ["an inherited name as id", { ...least, people: [{ id: "constructor" }] }, "people[0].id"],
    ["a long title", { waymark: 1, plan: { title: "x".repeat(limits.titleLength + 1) } }, "plan.title"],
  ])("EXC-4: %s is refused", (_name, file, path) => {
    const problems = problemsOf(file);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.split(": ")[0]).toBe(path);
  });

  it("EXC-4: __proto__ is refused wherever it stands, and changes nothing", () => {
    for (const file of [
      '{"waymark":1,"plan":{},"__proto__":{"polluted":1}}',
      '{"waymark":1,"plan":{"__proto__":{"polluted":1}}}',
      '{"waymark":1,"plan":{},"checkIns":[{"id":"c","objectiveId":"o","at":1,"by":"p","values":{"__proto__":1}}]}',
    ]) {
      expect(problemsOf(JSON.parse(file)).join()).toContain("__proto__");
    }
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("EXC-4: nesting of any depth is refused without a stack overflow", () => {
    const deep = `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`;
    expect(problemsOf(JSON.parse(`{"waymark":1,"plan":${deep}}`)).join()).toContain("nested deeper than 8");
  });

  it("EXC-4: one card more than a plan may hold is refused", () => {
    const objectives = (count: number): unknown => Array.from({ length: count }, (_, at) => ({ id: `o${at}` }));
    expect(problemsOf({ ...least, objectives: objectives(limits.objectives) })).toEqual([]);
    expect(problemsOf({ ...least, objectives: objectives(limits.objectives + 1) })).toEqual([
      "objectives: There are 5001; a plan holds at most 5000.",
    ]);
  });

  it("EXC-5: a record that names another which is not in the file is kept as it is", () => {
    const placement = { missionId: "gone", sortKey: "V", by: "nobody", at: 1 };
    const file = { ...least, objectives: [{ id: "o", title: "Orphan", placement, ownerId: "nobody" }] };
    const read = readPlanFile(file);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const [objective] = inDocument(read.value).objectives.values();
    expect(objective).toMatchObject({ title: "Orphan", placement, ownerId: "nobody" });
  });

  it("EXC-7: a field that a record gains travels in the file; one that is left out is as in a new record", () => {
    interface Gained {
      readonly id: string;
      readonly title: string;
      readonly weight: number;
    }
    const parseWeight = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
    const shape: RecordShape<Gained> = { title: text(10), weight: required(parseWeight, 1) };
    const problems = new FileProblems();
    expect(recordToFile(shape, { id: "a", title: "T", weight: 7 })).toEqual({ title: "T", weight: 7 });
    expect(recordFromFile(shape, { id: "a", title: "T", weight: 7 }, "x", problems)).toEqual({ title: "T", weight: 7 });
    expect(recordFromFile(shape, { id: "a" }, "x", problems)).toEqual({ title: "", weight: 1 });
    expect(problems.any).toBe(false);
  });
});
