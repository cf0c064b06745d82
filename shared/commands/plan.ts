import { limits } from "../model/limits.ts";
import { ok } from "../model/result.ts";
import type { Edit } from "./command.ts";
import { defineCommand } from "./command.ts";
import { cadence, longText, title } from "./input.ts";
import { quoted, rhythmInWords } from "./summaryWords.ts";

export const renamePlan = defineCommand<{ readonly title: string }, null>({
  name: "renamePlan",
  action: "editPlan",
  input: { title },
  decide: (input, { records }) => {
    const same = records.plan.title === input.title;
    const edit: Edit = (transaction) => transaction.setText({ root: "plan", id: "", field: "title" }, input.title);
    return ok({ value: null, summary: `Renamed the plan to ${quoted(input.title)}`, edits: same ? [] : [edit] });
  },
});

export const setPurpose = defineCommand<{ readonly purpose: string }, null>({
  name: "setPurpose",
  action: "editPlan",
  input: { purpose: longText(limits.statementLength) },
  decide: ({ purpose }, { records }) => {
    const same = records.plan.purpose === purpose;
    const edit: Edit = (transaction) => transaction.setText({ root: "plan", id: "", field: "purpose" }, purpose);
    return ok({ value: null, summary: "Changed the purpose of the plan", edits: same ? [] : [edit] });
  },
});

/** How many days may pass between two check-ins, where a mission does not say otherwise. */
export const setCadence = defineCommand<{ readonly cadenceDays: number }, null>({
  name: "setCadence",
  action: "editPlan",
  input: { cadenceDays: cadence },
  decide: ({ cadenceDays }, { records }) => {
    const same = records.plan.cadenceDays === cadenceDays;
    const edit: Edit = (transaction) => transaction.setPlan("cadenceDays", cadenceDays);
    return ok({
      value: null,
      summary: `Set the plan's rhythm to ${rhythmInWords(cadenceDays)}`,
      edits: same ? [] : [edit],
    });
  },
});
