// Stop 4 of the way of one drag: moveObjective.
import type { CalendarDate } from "../model/calendarDate.ts";
import type { MissionId, ObjectiveId, PersonId } from "../model/id.ts";
import { isolated } from "../model/isolated.ts";
import { limits } from "../model/limits.ts";
import type { Mission } from "../model/mission.ts";
import type { Objective } from "../model/objective.ts";
import { ok } from "../model/result.ts";
import type { Result } from "../model/result.ts";
import { cardLists, objectivesOf } from "../queries/board.ts";
import { defineCommand, newIdIn, stampOf } from "./command.ts";
import type { Change, CommandContext, Edit } from "./command.ts";
import { refuseWith } from "./commandError.ts";
import type { CommandError } from "./commandError.ts";
import { date, id, listOf, longText, maybe, orNull, title } from "./input.ts";
import { anyObjective, liveMission, liveObjective, livePerson } from "./lookUp.ts";
import { placeIn } from "./placing.ts";
import type { Place } from "./placing.ts";
import { quoted, titleOrCount } from "./summaryWords.ts";

interface AddObjective {
  readonly missionId: MissionId;
  readonly title: string;
  /** The card it goes before; null or left out: at the end. */
  readonly before?: ObjectiveId | null;
  readonly notes?: string;
  readonly ownerId?: PersonId | null;
  readonly due?: CalendarDate | null;
}

export const addObjective = defineCommand<AddObjective, ObjectiveId>({
  name: "addObjective",
  action: "editObjectives",
  input: {
    missionId: id,
    title,
    before: maybe(orNull(id<ObjectiveId>)),
    notes: maybe(longText(limits.notesLength)),
    ownerId: maybe(orNull(id<PersonId>)),
    due: maybe(orNull(date)),
  },
  decide: (input, context) => {
    const owner =
      input.ownerId === undefined || input.ownerId === null ? null : livePerson(context.records, input.ownerId);
    if (owner?.ok === false) return owner;
    const fields = { notes: input.notes ?? "", ownerId: owner?.value.id ?? null, due: input.due ?? null };
    const added = add(context, input.missionId, [input.title], input.before ?? null, fields);
    if (!added.ok) return added;
    const { value, edits, where } = added.value;
    const [objectiveId = newIdIn<ObjectiveId>(context)] = value;
    return ok({ value: objectiveId, edits, summary: `Added ${quoted(input.title)} to ${where}` });
  },
});

interface AddObjectives {
  readonly missionId: MissionId;
  /** One card each, in this order; blank ones are left out. */
  readonly titles: readonly string[];
  readonly before?: ObjectiveId | null;
}

export const addObjectives = defineCommand<AddObjectives, readonly ObjectiveId[]>({
  name: "addObjectives",
  action: "editObjectives",
  input: {
    missionId: id,
    titles: (value, field) =>
      listOf(title)(Array.isArray(value) ? value.filter((entry) => !isBlank(entry)) : value, field),
    before: maybe(orNull(id<ObjectiveId>)),
  },
  decide: ({ missionId, titles, before }, context) => {
    if (titles.length === 0) return refuseWith("titleMissing");
    const added = add(context, missionId, titles, before ?? null, { notes: "", ownerId: null, due: null });
    if (!added.ok) return added;
    const { value, edits, where } = added.value;
    return ok({
      value,
      edits,
      summary: `Added ${titleOrCount(titles.map((given) => ({ title: given })))} to ${where}`,
    });
  },
});

/** Puts a card into a mission before another card; at the end if `before` is null or not in that mission. */
export const moveObjective = defineCommand<
  { readonly objectiveId: ObjectiveId; readonly missionId: MissionId; readonly before: ObjectiveId | null },
  null
>({
  name: "moveObjective",
  action: "editObjectives",
  input: { objectiveId: id, missionId: id, before: orNull(id<ObjectiveId>) },
  decide: ({ objectiveId, missionId, before }, context) => {
    const objective = liveObjective(context.records, objectiveId);
    if (!objective.ok) return objective;
    return move(context, [objective.value], missionId, before);
  },
});

/** Moves several cards together. They keep the order in which they lie on the board. */
export const moveObjectives = defineCommand<
  { readonly objectiveIds: readonly ObjectiveId[]; readonly missionId: MissionId; readonly before: ObjectiveId | null },
  null
>({
  name: "moveObjectives",
  action: "editObjectives",
  input: { objectiveIds: listOf(id<ObjectiveId>), missionId: id, before: orNull(id<ObjectiveId>) },
  decide: ({ objectiveIds, missionId, before }, context) => {
    for (const objectiveId of objectiveIds) {
      const objective = liveObjective(context.records, objectiveId);
      if (!objective.ok) return objective;
    }
    const chosen = new Set(objectiveIds);
    const moved = cardLists(context.records).flatMap((list) => list.filter((objective) => chosen.has(objective.id)));
    return move(context, moved, missionId, before);
  },
});

export const renameObjective = defineCommand<{ readonly objectiveId: ObjectiveId; readonly title: string }, null>({
  name: "renameObjective",
  action: "editObjectives",
  input: { objectiveId: id, title },
  decide: (input, { records }) => {
    const objective = liveObjective(records, input.objectiveId);
    if (!objective.ok) return objective;
    const at = { root: "objectives", id: input.objectiveId, field: "title" } as const;
    const edit: Edit = (transaction) => transaction.setText(at, input.title);
    const summary = `Renamed ${quoted(objective.value.title)} to ${quoted(input.title)}`;
    return ok({ value: null, summary, edits: objective.value.title === input.title ? [] : [edit] });
  },
});

export const setNotes = defineCommand<{ readonly objectiveId: ObjectiveId; readonly notes: string }, null>({
  name: "setNotes",
  action: "editObjectives",
  input: { objectiveId: id, notes: longText(limits.notesLength) },
  decide: ({ objectiveId, notes }, { records }) => {
    const objective = liveObjective(records, objectiveId);
    if (!objective.ok) return objective;
    const edit: Edit = (transaction) =>
      transaction.setText({ root: "objectives", id: objectiveId, field: "notes" }, notes);
    const summary = `Changed the notes of ${quoted(objective.value.title)}`;
    return ok({ value: null, summary, edits: objective.value.notes === notes ? [] : [edit] });
  },
});

export const archiveObjective = defineCommand<{ readonly objectiveId: ObjectiveId }, null>({
  name: "archiveObjective",
  action: "editObjectives",
  input: { objectiveId: id },
  decide: ({ objectiveId }, context) => {
    const objective = anyObjective(context.records, objectiveId);
    if (!objective.ok) return objective;
    const edit: Edit = (transaction) => transaction.set("objectives", objectiveId, "archived", stampOf(context));
    const summary = `Archived ${quoted(objective.value.title)}`;
    return ok({ value: null, summary, edits: objective.value.archived ? [] : [edit] });
  },
});

/** Archives several cards together. */
export const archiveObjectives = defineCommand<{ readonly objectiveIds: readonly ObjectiveId[] }, null>({
  name: "archiveObjectives",
  action: "editObjectives",
  input: { objectiveIds: listOf(id<ObjectiveId>) },
  decide: ({ objectiveIds }, context) => {
    const live: Objective[] = [];
    for (const objectiveId of new Set(objectiveIds)) {
      const objective = anyObjective(context.records, objectiveId);
      if (!objective.ok) return objective;
      if (objective.value.archived === null) live.push(objective.value);
    }
    const edits = live.map(
      (objective): Edit =>
        (transaction) =>
          transaction.set("objectives", objective.id, "archived", stampOf(context)),
    );
    return ok({ value: null, summary: `Archived ${titleOrCount(live)}`, edits });
  },
});

/** Puts an archived card back where it lay; into the tray if its mission is archived meanwhile. */
export const restoreObjective = defineCommand<{ readonly objectiveId: ObjectiveId }, null>({
  name: "restoreObjective",
  action: "editObjectives",
  input: { objectiveId: id },
  decide: ({ objectiveId }, { records }) => {
    const objective = anyObjective(records, objectiveId);
    if (!objective.ok) return objective;
    const edit: Edit = (transaction) => transaction.set("objectives", objectiveId, "archived", null);
    const summary = `Restored ${quoted(objective.value.title)}`;
    return ok({ value: null, summary, edits: objective.value.archived ? [edit] : [] });
  },
});

/** Names the one accountable person; null: nobody. */
export const setOwner = defineCommand<{ readonly objectiveId: ObjectiveId; readonly ownerId: PersonId | null }, null>({
  name: "setOwner",
  action: "editObjectives",
  input: { objectiveId: id, ownerId: orNull(id<PersonId>) },
  decide: ({ objectiveId, ownerId }, { records }) => {
    const objective = liveObjective(records, objectiveId);
    if (!objective.ok) return objective;
    const owner = ownerId === null ? null : livePerson(records, ownerId);
    if (owner?.ok === false) return owner;
    const next = owner?.value.id ?? null;
    const edit: Edit = (transaction) => transaction.set("objectives", objectiveId, "ownerId", next);
    const summary = `Gave ${quoted(objective.value.title)} to ${owner?.value.name ?? "nobody"}`;
    return ok({ value: null, summary, edits: objective.value.ownerId === next ? [] : [edit] });
  },
});

export const setDue = defineCommand<{ readonly objectiveId: ObjectiveId; readonly due: CalendarDate | null }, null>({
  name: "setDue",
  action: "editObjectives",
  input: { objectiveId: id, due: orNull(date) },
  decide: ({ objectiveId, due }, { records }) => {
    const objective = liveObjective(records, objectiveId);
    if (!objective.ok) return objective;
    const edit: Edit = (transaction) => transaction.set("objectives", objectiveId, "due", due);
    const summary = `Set the due date of ${quoted(objective.value.title)} to ${due ?? "none"}`;
    return ok({ value: null, summary, edits: objective.value.due === due ? [] : [edit] });
  },
});

interface Added {
  readonly value: readonly ObjectiveId[];
  readonly edits: readonly Edit[];
  /** Mission and places, for the summary. */
  readonly where: string;
}

function add(
  context: CommandContext,
  missionId: MissionId,
  titles: readonly string[],
  before: ObjectiveId | null,
  given: Pick<Objective, "notes" | "ownerId" | "due">,
): Result<Added, CommandError> {
  const { records } = context;
  const mission = liveMission(records, missionId);
  if (!mission.ok) return mission;
  // Archived ones too: the server counts what the document holds, and would refuse what only looks as if it fitted.
  if (records.objectives.size + titles.length > limits.objectives) return refuseWith("cardsFull");
  const value = titles.map(() => newIdIn<ObjectiveId>(context));
  const place = placeIn(objectivesOf(records, missionId), value, before);
  if (!place.ok) return place;
  const { sortKeys } = place.value;
  const stamp = stampOf(context);
  const edits = value.map((objectiveId, nth): Edit => {
    const placement = { missionId, sortKey: sortKeys[nth] ?? "", ...stamp };
    const fields = { title: titles[nth] ?? "", ...given, placement, links: [], created: stamp, archived: null };
    return (transaction) => transaction.add("objectives", objectiveId, fields);
  });
  return ok({ value, edits, where: placesIn(mission.value, place.value) });
}

function move(
  context: CommandContext,
  moved: readonly Objective[],
  missionId: MissionId,
  before: ObjectiveId | null,
): Result<Change<null>, CommandError> {
  const mission = liveMission(context.records, missionId);
  if (!mission.ok) return mission;
  const list = objectivesOf(context.records, missionId);
  const place = placeIn(
    list,
    moved.map((objective) => objective.id),
    before,
  );
  if (!place.ok) return place;
  const { sortKeys, unchanged } = place.value;
  const edits = moved.map(({ id: objectiveId }, nth): Edit => {
    const placement = { missionId, sortKey: sortKeys[nth] ?? "", ...stampOf(context) };
    return (transaction) => transaction.set("objectives", objectiveId, "placement", placement);
  });
  const summary = `Moved ${titleOrCount(moved)} to ${placesIn(mission.value, place.value)}`;
  return ok({ value: null, summary, edits: unchanged ? [] : edits });
}

/** “Data, 2 of 5”; of several “Data, 2 to 4 of 5”. */
function placesIn({ title: name }: Mission, { sortKeys, position, of }: Place): string {
  const last = position + sortKeys.length - 1;
  return `${isolated(name)}, ${last > position ? `${position} to ${last}` : position} of ${of}`;
}

function isBlank(value: unknown): boolean {
  return typeof value === "string" && value.trim() === "";
}
