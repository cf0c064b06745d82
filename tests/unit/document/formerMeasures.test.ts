import { expect, it } from "vitest";
import type * as Y from "yjs";

import { addKeyResult, changeKeyResult } from "#shared/commands/keyResults.ts";
import { inspectPlan } from "#shared/document/integrity.ts";
import { done, smallPlan } from "#tests/support/factories.ts";

it("DOC-5: undoing a change of measure made while the former ones had not arrived leaves nothing odd", () => {
  const { desk, cards } = smallPlan();
  const measure = { kind: "number", unit: "people", start: 0, target: 21 } as const;
  const keyResultId = desk.do(addKeyResult, { objectiveId: cards[0], title: "K", measure });
  // As between two updates that came in the wrong order: the value before is gone, the one after is not there yet.
  (desk.document.roots.keyResults.get(keyResultId) as Y.Map<unknown>).delete("former");
  desk.do(changeKeyResult, { keyResultId, measure: { ...measure, target: 42 } });
  done(desk.undo());
  expect(desk.records.keyResults.get(keyResultId)).toMatchObject({ measure, former: [] });
  expect(inspectPlan(desk.document)).toEqual([]);
});
