import { storeLink, parseWebAddress } from "../model/link.ts";
import { newId } from "../model/id.ts";
import type { LinkId, ObjectiveId } from "../model/id.ts";
import { limits } from "../model/limits.ts";
import { ok } from "../model/result.ts";
import { defineCommand } from "./command.ts";
import type { Edit } from "./command.ts";
import { refuseWith } from "./commandError.ts";
import { asModel, id, linkTitle, maybe } from "./input.ts";
import { liveObjective, quoted } from "./lookUp.ts";

/** `url` is http, https or mailto; `title` is shown in its place if it is not empty. */
export const addLink = defineCommand<
  { readonly objectiveId: ObjectiveId; readonly url: string; readonly title?: string },
  LinkId
>({
  name: "addLink",
  action: "editObjectives",
  input: { objectiveId: id, url: asModel(parseWebAddress, "addressInvalid"), title: maybe(linkTitle) },
  decide: ({ objectiveId, url, title = "" }, { records, now }) => {
    const objective = liveObjective(records, objectiveId);
    if (!objective.ok) return objective;
    if (objective.value.links.length >= limits.linksPerObjective) return refuseWith("tooManyLinks");
    const link = { id: newId<LinkId>(), url, title, at: now };
    const at = { root: "objectives", id: objectiveId, field: "links" } as const;
    const edit: Edit = (transaction) => transaction.setEntry(at, link.id, storeLink(link));
    return ok({ value: link.id, summary: `Added a link to ${quoted(objective.value.title)}`, edits: [edit] });
  },
});

export const removeLink = defineCommand<{ readonly objectiveId: ObjectiveId; readonly linkId: LinkId }, null>({
  name: "removeLink",
  action: "editObjectives",
  input: { objectiveId: id, linkId: id },
  decide: ({ objectiveId, linkId }, { records }) => {
    const objective = liveObjective(records, objectiveId);
    if (!objective.ok) return objective;
    if (!objective.value.links.some((link) => link.id === linkId)) return refuseWith("linkUnknown");
    const at = { root: "objectives", id: objectiveId, field: "links" } as const;
    const edit: Edit = (transaction) => transaction.setEntry(at, linkId, undefined);
    return ok({ value: null, summary: `Removed a link from ${quoted(objective.value.title)}`, edits: [edit] });
  },
});
