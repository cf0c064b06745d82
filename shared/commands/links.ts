import { storeLink, parseWebAddress } from "../model/link.ts";
import type { LinkId, ObjectiveId } from "../model/id.ts";
import { limits } from "../model/limits.ts";
import { ok } from "../model/result.ts";
import { defineCommand, newIdIn } from "./command.ts";
import type { Edit } from "./command.ts";
import { refuseWith } from "./commandError.ts";
import { id, linkTitle, maybe } from "./input.ts";
import type { Parse } from "./input.ts";
import { liveObjective } from "./lookUp.ts";
import { quoted } from "./summaryWords.ts";

/** As it will be read again: one that is too long as it is stored, all written out, would be lost then. */
const address: Parse<string> = (value) => {
  const url = parseWebAddress(value);
  const whole = url ?? value;
  if (typeof whole === "string" && whole.length > limits.urlLength) return refuseWith("addressTooLong");
  return url === undefined ? refuseWith("addressInvalid") : ok(url);
};

/** `url` is http, https or mailto; `title` is shown in its place if it is not empty. */
export const addLink = defineCommand<
  { readonly objectiveId: ObjectiveId; readonly url: string; readonly title?: string },
  LinkId
>({
  name: "addLink",
  action: "editObjectives",
  input: { objectiveId: id, url: address, title: maybe(linkTitle) },
  decide: ({ objectiveId, url, title = "" }, context) => {
    const { records, now } = context;
    const objective = liveObjective(records, objectiveId);
    if (!objective.ok) return objective;
    if (objective.value.links.length >= limits.linksPerObjective) return refuseWith("tooManyLinks");
    const link = { id: newIdIn<LinkId>(context), url, title, at: now };
    const at = { root: "objectives", id: objectiveId, field: "links" } as const;
    const edit: Edit = (transaction) => transaction.setEntry(at, link.id, storeLink(link));
    return ok({ value: link.id, summary: `Added a link to ${quoted(objective.value.title)}`, edits: [edit] });
  },
});

/** Gives a link another address or other words. It keeps its place among the links. */
export const changeLink = defineCommand<
  { readonly objectiveId: ObjectiveId; readonly linkId: LinkId; readonly url: string; readonly title: string },
  null
>({
  name: "changeLink",
  action: "editObjectives",
  input: { objectiveId: id, linkId: id, url: address, title: linkTitle },
  decide: ({ objectiveId, linkId, url, title }, { records }) => {
    const objective = liveObjective(records, objectiveId);
    if (!objective.ok) return objective;
    const link = objective.value.links.find((known) => known.id === linkId);
    if (link === undefined) return refuseWith("linkUnknown");
    const at = { root: "objectives", id: objectiveId, field: "links" } as const;
    const same = link.url === url && link.title === title;
    const edit: Edit = (transaction) => transaction.setEntry(at, linkId, storeLink({ ...link, url, title }));
    const summary = `Changed a link of ${quoted(objective.value.title)}`;
    return ok({ value: null, summary, edits: same ? [] : [edit] });
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
