import type { MissionId } from "../model/id.ts";
import { limits } from "../model/limits.ts";
import type { Mission } from "../model/mission.ts";
import { ok } from "../model/result.ts";
import { missionsInOrder, objectivesOf } from "../queries/board.ts";
import { defineCommand, newIdIn, stampOf } from "./command.ts";
import type { Edit } from "./command.ts";
import { refuseWith } from "./commandError.ts";
import { cadence, id, longText, maybe, orNull, title } from "./input.ts";
import { anyMission, countLive, liveMission } from "./lookUp.ts";
import { placeIn } from "./placing.ts";
import { objectivesAre, quoted, rhythmInWords } from "./summaryWords.ts";

interface AddMission {
  readonly title: string;
  readonly statement?: string;
  /** The mission it goes before; null or left out: at the end. */
  readonly before?: MissionId | null;
}

export const addMission = defineCommand<AddMission, MissionId>({
  name: "addMission",
  action: "editMissions",
  input: { title, statement: maybe(longText(limits.statementLength)), before: maybe(orNull(id<MissionId>)) },
  decide: (input, context) => {
    if (countLive(context.records.missions) >= limits.missions) {
      return refuseWith("planFull", `${limits.missions} missions are the most it holds`);
    }
    const missionId = newIdIn<MissionId>(context);
    const place = placeIn(missionsInOrder(context.records), [missionId], input.before ?? null);
    if (!place.ok) return place;
    const { sortKeys, position, of } = place.value;
    const stamp = stampOf(context);
    const fields: Omit<Mission, "id"> = {
      title: input.title,
      statement: input.statement ?? "",
      placement: { sortKey: sortKeys[0] ?? "", ...stamp },
      cadenceDays: null,
      created: stamp,
      archived: null,
    };
    const edit: Edit = (transaction) => transaction.add("missions", missionId, fields);
    const summary = `Added the mission ${quoted(input.title)}, ${position} of ${of}`;
    return ok({ value: missionId, summary, edits: [edit] });
  },
});

export const renameMission = defineCommand<{ readonly missionId: MissionId; readonly title: string }, null>({
  name: "renameMission",
  action: "editMissions",
  input: { missionId: id, title },
  decide: (input, { records }) => {
    const mission = liveMission(records, input.missionId);
    if (!mission.ok) return mission;
    const at = { root: "missions", id: input.missionId, field: "title" } as const;
    const edit: Edit = (transaction) => transaction.setText(at, input.title);
    const summary = `Renamed the mission ${quoted(mission.value.title)} to ${quoted(input.title)}`;
    return ok({ value: null, summary, edits: mission.value.title === input.title ? [] : [edit] });
  },
});

export const setStatement = defineCommand<{ readonly missionId: MissionId; readonly statement: string }, null>({
  name: "setStatement",
  action: "editMissions",
  input: { missionId: id, statement: longText(limits.statementLength) },
  decide: ({ missionId, statement }, { records }) => {
    const mission = liveMission(records, missionId);
    if (!mission.ok) return mission;
    const at = { root: "missions", id: missionId, field: "statement" } as const;
    const edit: Edit = (transaction) => transaction.setText(at, statement);
    const summary = `Changed the statement of ${quoted(mission.value.title)}`;
    return ok({ value: null, summary, edits: mission.value.statement === statement ? [] : [edit] });
  },
});

/** Puts a mission before another one; at the end if `before` is null or not on the board. */
export const moveMission = defineCommand<{ readonly missionId: MissionId; readonly before: MissionId | null }, null>({
  name: "moveMission",
  action: "editMissions",
  input: { missionId: id, before: orNull(id<MissionId>) },
  decide: ({ missionId, before }, context) => {
    const mission = liveMission(context.records, missionId);
    if (!mission.ok) return mission;
    const place = placeIn(missionsInOrder(context.records), [missionId], before);
    if (!place.ok) return place;
    const { sortKeys, position, of, unchanged } = place.value;
    const placement = { sortKey: sortKeys[0] ?? "", ...stampOf(context) };
    const edit: Edit = (transaction) => transaction.set("missions", missionId, "placement", placement);
    const summary = `Moved the mission ${quoted(mission.value.title)}, ${position} of ${of}`;
    return ok({ value: null, summary, edits: unchanged ? [] : [edit] });
  },
});

/** Takes a mission off the board. Its cards show in the tray until they are moved or it is restored. */
export const archiveMission = defineCommand<{ readonly missionId: MissionId }, null>({
  name: "archiveMission",
  action: "editMissions",
  input: { missionId: id },
  decide: ({ missionId }, context) => {
    const mission = anyMission(context.records, missionId);
    if (!mission.ok) return mission;
    const edit: Edit = (transaction) => transaction.set("missions", missionId, "archived", stampOf(context));
    const cards = objectivesAre(objectivesOf(context.records, missionId).length);
    const summary = `Archived the mission ${quoted(mission.value.title)}${cards && `; its ${cards} in the tray`}`;
    return ok({ value: null, summary, edits: mission.value.archived ? [] : [edit] });
  },
});

export const restoreMission = defineCommand<{ readonly missionId: MissionId }, null>({
  name: "restoreMission",
  action: "editMissions",
  input: { missionId: id },
  decide: ({ missionId }, { records }) => {
    const mission = anyMission(records, missionId);
    if (!mission.ok) return mission;
    const wasArchived = mission.value.archived !== null;
    if (wasArchived && countLive(records.missions) >= limits.missions) {
      return refuseWith("planFull", `${limits.missions} missions are the most it holds`);
    }
    const edit: Edit = (transaction) => transaction.set("missions", missionId, "archived", null);
    const summary = `Restored the mission ${quoted(mission.value.title)}`;
    return ok({ value: null, summary, edits: wasArchived ? [edit] : [] });
  },
});

/** Days between check-ins in this mission; null: as the plan says. */
export const setMissionCadence = defineCommand<
  { readonly missionId: MissionId; readonly cadenceDays: number | null },
  null
>({
  name: "setMissionCadence",
  action: "editMissions",
  input: { missionId: id, cadenceDays: orNull(cadence) },
  decide: ({ missionId, cadenceDays }, { records }) => {
    const mission = liveMission(records, missionId);
    if (!mission.ok) return mission;
    const edit: Edit = (transaction) => transaction.set("missions", missionId, "cadenceDays", cadenceDays);
    const rhythm = cadenceDays === null ? "that of the plan" : rhythmInWords(cadenceDays);
    const summary = `Set the rhythm of ${quoted(mission.value.title)} to ${rhythm}`;
    return ok({ value: null, summary, edits: mission.value.cadenceDays === cadenceDays ? [] : [edit] });
  },
});
