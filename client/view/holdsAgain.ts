import { quoted, rhythmInWords, titleOrCount } from "#shared/commands/summaryWords.ts";
import type { Undone } from "#shared/commands/undo.ts";
import type { Step } from "#shared/document/planTransaction.ts";
import { parseId } from "#shared/model/id.ts";
import type { KeyResultId, MissionId, ObjectiveId, PersonId } from "#shared/model/id.ts";
import { isolated } from "#shared/model/isolated.ts";
import type { Objective } from "#shared/model/objective.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { missionsInOrder, positionOf, tray } from "#shared/queries/board.ts";
import { objectiveState } from "#shared/queries/objectiveState.ts";
import { personOf } from "#shared/queries/people.ts";

import { standInWords } from "../myUpdates/standInWords.ts";
import { dateInWords } from "../ui/dates.ts";
import { shownTitle } from "./shownTitle.ts";
import { textInQuotes } from "./textInQuotes.ts";

/**
 * What holds after an undo or a redo, as a sentence without a full stop: each brings back what was so before, and both
 * are said alike. `records` are those of now.
 */
export function holdsAgain({ steps, left, mixed }: Omit<Undone, "summary">, records: PlanRecords): string {
  const said = checkInsInWords(steps, records) ?? fieldInWords(steps, mixed ? "now" : "again", records);
  if (mixed) return `${said}; what others changed in it stays`;
  return left === 0 ? said : `${said}; ${left} of ${steps.length + left} stay as others have made them since`;
}

const AS_BEFORE = "All is as it was before";

/** Null where it is not about check-ins. A correction is a withdrawal and a check-in: what is said again counts. */
function checkInsInWords(steps: readonly Step[], records: PlanRecords): string | null {
  const recorded = steps.flatMap((step) => (step.kind === "checkIn" ? [step.id] : []));
  const withdrawn = steps.flatMap((step) => (step.kind === "withdrawal" ? [step.id] : []));
  const ids = recorded.length > 0 ? recorded : withdrawn.flatMap((id) => records.withdrawals.get(id)?.of ?? []);
  const objectiveId = ids[0] && records.checkIns.get(ids[0])?.objectiveId;
  if (objectiveId === undefined) return null;
  const verb = recorded.length > 0 ? "again" : "taken back";
  if (ids.length > 1) return `${ids.length} check-ins ${recorded.length > 0 ? "hold again" : "are taken back"}`;
  const title = quoted(shownTitle("objective", records.objectives.get(objectiveId)?.title));
  const stands = standInWords(objectiveState(records, objectiveId));
  return `Check-in ${verb}: ${title} is ${stands.slice(0, 1).toLowerCase()}${stands.slice(1)}`;
}

/** By the first field that was written: one command writes one kind of thing. */
function fieldInWords(steps: readonly Step[], again: Again, records: PlanRecords): string {
  const [first] = steps;
  if (!first || !("at" in first)) return AS_BEFORE;
  const { root, id, field } = first.at;
  const text = { former: first.kind === "text" ? first.before : "", again };
  switch (root) {
    case "plan":
      return planInWords(field, text, records);
    case "missions":
      return missionInWords(parseId<MissionId>(id), field, text, records);
    case "objectives":
      return objectivesInWords(objectivesOfSteps(steps, records), field, text, records);
    case "keyResults":
      return keyResultInWords(parseId<KeyResultId>(id), field, records);
    case "people":
      return personInWords(parseId<PersonId>(id), field, records);
  }
}

/** A text that others have changed too is not as it ever was. */
type Again = "again" | "now";

interface TextTurn {
  /** The text before the undo or redo; "" where it is not about a text. */
  readonly former: string;
  readonly again: Again;
}

function planInWords(field: string, { former, again }: TextTurn, { plan }: PlanRecords): string {
  if (field === "title") return `The plan is called ${quoted(shownTitle("plan", plan.title))} ${again}`;
  if (field === "cadenceDays") return `Check-ins are asked for ${rhythmInWords(plan.cadenceDays)} again`;
  if (plan.purpose.trim() === "") return `The purpose of the plan is empty ${again}`;
  return `The purpose of the plan reads ${textInQuotes(plan.purpose, former)} ${again}`;
}

function missionInWords(
  id: MissionId | undefined,
  field: string,
  { former, again }: TextTurn,
  records: PlanRecords,
): string {
  const mission = id && records.missions.get(id);
  if (!mission) return AS_BEFORE;
  const title = quoted(shownTitle("mission", mission.title));
  if (field === "archived")
    return mission.archived
      ? `${inTheTray(`The mission ${title}`)}${withItsObjectives(mission.id, records)}`
      : `The mission ${title} is on the board again`;
  if (field === "title") return `The mission is called ${title} ${again}`;
  if (field === "placement") {
    const order = missionsInOrder(records);
    return `The mission ${title} is ${order.indexOf(mission) + 1} of ${order.length} again`;
  }
  if (field === "statement") {
    if (mission.statement.trim() === "") return `The statement of ${title} is empty ${again}`;
    return `The statement of ${title} reads ${textInQuotes(mission.statement, former)} ${again}`;
  }
  const { cadenceDays } = mission;
  return cadenceDays === null
    ? `${title} has the plan’s rhythm again`
    : `Check-ins in ${title} are asked for ${rhythmInWords(cadenceDays)} again`;
}

/** Others may have put some there since. */
function withItsObjectives(id: MissionId, records: PlanRecords): string {
  const count = tray(records).filter(({ placement }) => placement.missionId === id).length;
  if (count === 0) return "";
  return count === 1 ? "; so is its objective" : `; so are its ${count} objectives`;
}

function objectivesOfSteps(steps: readonly Step[], records: PlanRecords): readonly Objective[] {
  const ids = new Set(steps.flatMap((step) => ("at" in step ? (parseId<ObjectiveId>(step.at.id) ?? []) : [])));
  return [...ids].flatMap((id) => records.objectives.get(id) ?? []);
}

function objectivesInWords(
  objectives: readonly Objective[],
  field: string,
  { former, again }: TextTurn,
  records: PlanRecords,
): string {
  const [first] = objectives;
  if (!first) return AS_BEFORE;
  const one = objectives.length === 1;
  const what = namedOrCounted(objectives);
  const is = one ? "is" : "are";
  switch (field) {
    case "placement":
      return placesInWords(objectives, records);
    case "archived":
      return first.archived ? inTheTray(what, is) : placesInWords(objectives, records);
    case "title":
      return `The objective is called ${what} ${again}`;
    case "ownerId": {
      const owner = first.ownerId === null ? null : personOf(records, first.ownerId);
      if (owner) return `${what} ${one ? "belongs" : "belong"} to ${owner.name} again`;
      return `${what} ${one ? "has" : "have"} no owner again`;
    }
    case "due":
      return first.due === null ? `${what} has no due date again` : `${what} is due on ${dateInWords(first.due)} again`;
    case "notes":
      if (first.notes.trim() === "") return `The notes of ${what} are empty ${again}`;
      return `The notes of ${what} read ${textInQuotes(first.notes, former)} ${again}`;
    default:
      return `The ${field} of ${what} are as they were before`;
  }
}

/** What others have put in the tray has its former place again, too, but is not seen there. */
function placesInWords(objectives: readonly Objective[], records: PlanRecords): string {
  const onBoard = objectives.filter(({ id }) => positionOf(records, id)?.mission);
  const others = objectives.length - onBoard.length;
  if (onBoard.length === 0) return `${namedOrCounted(objectives)} ${others === 1 ? "is" : "are"} in the tray`;
  const is = onBoard.length === 1 ? "is" : "are";
  const said = `${namedOrCounted(onBoard)} ${is} back in ${placeInWords(onBoard, records)}`;
  if (others === 0) return said;
  return `${said}; ${others === 1 ? "another is" : `${others} others are`} in the tray`;
}

function namedOrCounted(objectives: readonly Objective[]): string {
  return titleOrCount(objectives.map(({ title }) => ({ title: shownTitle("objective", title) })));
}

/** Of what is on the board: “Data, 2 of 5”; of several “Data”, and if they lie in different missions “their places”. */
function placeInWords(objectives: readonly Objective[], records: PlanRecords): string {
  const places = objectives.map(({ id }) => positionOf(records, id));
  const [first] = places;
  if (!first?.mission || places.some((place) => place?.mission !== first.mission)) return "their places";
  const mission = isolated(first.mission.title);
  return places.length > 1 ? mission : `${mission}, ${first.position} of ${first.of}`;
}

function keyResultInWords(id: KeyResultId | undefined, field: string, records: PlanRecords): string {
  const keyResult = id && records.keyResults.get(id);
  if (!keyResult) return AS_BEFORE;
  const title = `The key result ${quoted(keyResult.title)}`;
  if (field !== "archived") return `${title} is as it was before`;
  return keyResult.archived ? `${title} no longer counts` : `${title} counts again`;
}

function personInWords(id: PersonId | undefined, field: string, records: PlanRecords): string {
  const person = id && records.people.get(id);
  if (!person) return AS_BEFORE;
  if (field === "mergedInto") {
    const into = person.mergedInto && records.people.get(person.mergedInto);
    return into ? `${person.name} is the same person as ${into.name} again` : `${person.name} stands alone again`;
  }
  if (field === "name") return `${person.name} has that name again`;
  return person.archived
    ? `${person.name} is no longer in the list of people`
    : `${person.name} is in the list of people again`;
}

function inTheTray(what: string, is = "is"): string {
  return `${what} ${is} off the board, and kept in the tray`;
}
