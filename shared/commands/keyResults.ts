import type { KeyResultId, ObjectiveId } from "../model/id.ts";
import { parseMeasure, remeasured } from "../model/keyResult.ts";
import type { Measure } from "../model/keyResult.ts";
import { limits } from "../model/limits.ts";
import { ok } from "../model/result.ts";
import { defineCommand, newIdIn, stampOf } from "./command.ts";
import type { Edit } from "./command.ts";
import { refuseWith } from "./commandError.ts";
import { asModel, id, maybe, title } from "./input.ts";
import { liveKeyResult, liveObjective } from "./lookUp.ts";
import { quoted } from "./summaryWords.ts";

const measure = asModel(parseMeasure, "measureInvalid");

export const addKeyResult = defineCommand<
  { readonly objectiveId: ObjectiveId; readonly title: string; readonly measure: Measure },
  KeyResultId
>({
  name: "addKeyResult",
  action: "editKeyResults",
  input: { objectiveId: id, title, measure },
  decide: (input, context) => {
    const objective = liveObjective(context.records, input.objectiveId);
    if (!objective.ok) return objective;
    const existing = context.records.measures.get(input.objectiveId)?.length ?? 0;
    if (existing >= limits.keyResultsPerObjective) return refuseWith("tooManyKeyResults");
    const keyResultId = newIdIn<KeyResultId>(context);
    const fields = { ...input, former: [], created: stampOf(context), archived: null };
    const edit: Edit = (transaction) => transaction.add("keyResults", keyResultId, fields);
    const summary = `Added the key result ${quoted(input.title)} to ${quoted(objective.value.title)}`;
    return ok({ value: keyResultId, summary, edits: [edit] });
  },
});

/** Changes what a key result is called, how it is measured, or both. */
export const changeKeyResult = defineCommand<
  { readonly keyResultId: KeyResultId; readonly title?: string; readonly measure?: Measure },
  null
>({
  name: "changeKeyResult",
  action: "editKeyResults",
  input: { keyResultId: id, title: maybe(title), measure: maybe(measure) },
  decide: (input, context) => {
    const keyResult = liveKeyResult(context.records, input.keyResultId);
    if (!keyResult.ok) return keyResult;
    const before = keyResult.value;
    const edits: Edit[] = [];
    const nextTitle = input.title;
    if (nextTitle !== undefined && nextTitle !== before.title) {
      edits.push((transaction) => transaction.set("keyResults", before.id, "title", nextTitle));
    }
    const nextMeasure = input.measure;
    if (nextMeasure !== undefined && !sameMeasure(nextMeasure, before.measure)) {
      const former = remeasured(before, stampOf(context));
      edits.push((transaction) => transaction.set("keyResults", before.id, "measure", nextMeasure));
      edits.push((transaction) => transaction.set("keyResults", before.id, "former", former));
    }
    return ok({ value: null, summary: `Changed the key result ${quoted(before.title)}`, edits });
  },
});

/** Takes a key result off its card. It no longer counts towards progress; its values stay in the history. */
export const archiveKeyResult = defineCommand<{ readonly keyResultId: KeyResultId }, null>({
  name: "archiveKeyResult",
  action: "editKeyResults",
  input: { keyResultId: id },
  decide: ({ keyResultId }, context) => {
    const keyResult = liveKeyResult(context.records, keyResultId);
    if (!keyResult.ok) return keyResult;
    const edit: Edit = (transaction) => transaction.set("keyResults", keyResultId, "archived", stampOf(context));
    return ok({ value: null, summary: `Archived the key result ${quoted(keyResult.value.title)}`, edits: [edit] });
  },
});

function sameMeasure(a: Measure, b: Measure): boolean {
  return a.kind === b.kind && a.unit === b.unit && a.start === b.start && a.target === b.target;
}
