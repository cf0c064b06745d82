import {
  correctCheckIn,
  recordCheckIn,
  recordStillRight,
  restoreCheckIn,
  withdrawCheckIn,
} from "#shared/commands/checkIns.ts";
import type { Command, Done } from "#shared/commands/command.ts";
import type { CommandError } from "#shared/commands/commandError.ts";
import { addKeyResult, archiveKeyResult, changeKeyResult } from "#shared/commands/keyResults.ts";
import { addLink, changeLink, removeLink } from "#shared/commands/links.ts";
import {
  addMission,
  archiveMission,
  moveMission,
  renameMission,
  restoreMission,
  setMissionCadence,
  setStatement,
} from "#shared/commands/missions.ts";
import {
  addObjective,
  addObjectives,
  archiveObjective,
  archiveObjectives,
  moveObjective,
  moveObjectives,
  renameObjective,
  restoreObjective,
  setDue,
  setNotes,
  setOwner,
} from "#shared/commands/objectives.ts";
import {
  addPerson,
  archivePerson,
  mergePeople,
  reassignObjectives,
  renamePerson,
  restorePerson,
} from "#shared/commands/people.ts";
import { renamePlan, setCadence, setPurpose } from "#shared/commands/plan.ts";
import { parseCalendarDate } from "#shared/model/calendarDate.ts";
import { newId } from "#shared/model/id.ts";
import type { CheckInId, KeyResultId, MissionId, ObjectiveId, PersonId } from "#shared/model/id.ts";
import { splitsPair } from "#shared/model/splitsPair.ts";
import { STATUSES } from "#shared/model/status.ts";
import type { Desk } from "#tests/support/factories.ts";
import { pick } from "#tests/support/seeded.ts";

/** One thing that may happen at a desk. Gives what was refused or done; null where it is no command. */
export type Operation = (hand: Hand) => string | null;

/** Where somebody works in a plan: a desk, or a window. */
export type Seat = Pick<Desk, "records" | "run" | "undo" | "redo" | "text">;

/** Somebody who sits there and chooses at random. Ids are sometimes of things that do not exist. */
export class Hand<At extends Seat = Seat> {
  readonly desk: At;
  readonly random: () => number;

  constructor(desk: At, random: () => number) {
    this.desk = desk;
    this.random = random;
  }

  chance(likelihood: number): boolean {
    return this.random() < likelihood;
  }

  number(below: number): number {
    return Math.floor(this.random() * below);
  }

  text(): string {
    return (
      pick(this.random, ["Refresh laptops", "Café 🙂🙂 wi-fi", "a", "aa", "Zwölf Boxkämpfer", "x".repeat(40)]) ?? ""
    );
  }

  mission(): MissionId {
    return this.#idOf(this.desk.records.missions.keys());
  }

  objective(): ObjectiveId {
    return this.#idOf(this.desk.records.objectives.keys());
  }

  person(): PersonId {
    return this.#idOf(this.desk.records.people.keys());
  }

  keyResult(): KeyResultId {
    return this.#idOf(this.desk.records.keyResults.keys());
  }

  checkIn(): CheckInId {
    return this.#idOf(this.desk.records.checkIns.keys());
  }

  run<Input, Output>(command: Command<Input, Output>, input: Input): string {
    return said(this.desk.run(command, input));
  }

  #idOf<Id extends MissionId | ObjectiveId | PersonId | KeyResultId | CheckInId>(ids: Iterable<Id>): Id {
    return (this.chance(0.02) ? undefined : pick(this.random, [...ids])) ?? newId<Id>();
  }
}

function said(result: { ok: true; value: Done<unknown> } | { ok: false; error: CommandError }): string {
  return result.ok ? `done: ${result.value.summary}` : `refused: ${result.error.code}`;
}

/** How each command is run at random, by the command's name. A test fails if a command is missing here. */
export const commandOperations: Readonly<Record<string, Operation>> = {
  renamePlan: (hand) => hand.run(renamePlan, { title: hand.text() }),
  setPurpose: (hand) => hand.run(setPurpose, { purpose: hand.text() }),
  setCadence: (hand) => hand.run(setCadence, { cadenceDays: 1 + hand.number(30) }),

  addMission: (hand) => hand.run(addMission, { title: hand.text(), before: hand.mission() }),
  renameMission: (hand) => hand.run(renameMission, { missionId: hand.mission(), title: hand.text() }),
  setStatement: (hand) => hand.run(setStatement, { missionId: hand.mission(), statement: hand.text() }),
  moveMission: (hand) => hand.run(moveMission, { missionId: hand.mission(), before: hand.mission() }),
  archiveMission: (hand) => hand.run(archiveMission, { missionId: hand.mission() }),
  restoreMission: (hand) => hand.run(restoreMission, { missionId: hand.mission() }),
  setMissionCadence: (hand) =>
    hand.run(setMissionCadence, { missionId: hand.mission(), cadenceDays: hand.chance(0.3) ? null : 7 }),

  addObjective: (hand) =>
    hand.run(addObjective, { missionId: hand.mission(), title: hand.text(), before: hand.objective(), notes: "n" }),
  addObjectives: (hand) =>
    hand.run(addObjectives, { missionId: hand.mission(), titles: [hand.text(), " ", hand.text()], before: null }),
  moveObjective: (hand) =>
    hand.run(moveObjective, { objectiveId: hand.objective(), missionId: hand.mission(), before: hand.objective() }),
  moveObjectives: (hand) =>
    hand.run(moveObjectives, {
      objectiveIds: [hand.objective(), hand.objective(), hand.objective()],
      missionId: hand.mission(),
      before: hand.objective(),
    }),
  renameObjective: (hand) => hand.run(renameObjective, { objectiveId: hand.objective(), title: hand.text() }),
  setNotes: (hand) => hand.run(setNotes, { objectiveId: hand.objective(), notes: hand.text() }),
  archiveObjective: (hand) => hand.run(archiveObjective, { objectiveId: hand.objective() }),
  archiveObjectives: (hand) => hand.run(archiveObjectives, { objectiveIds: [hand.objective(), hand.objective()] }),
  restoreObjective: (hand) => hand.run(restoreObjective, { objectiveId: hand.objective() }),
  setOwner: (hand) =>
    hand.run(setOwner, { objectiveId: hand.objective(), ownerId: hand.chance(0.2) ? null : hand.person() }),
  setDue: (hand) =>
    hand.run(setDue, {
      objectiveId: hand.objective(),
      due: parseCalendarDate(`2020-02-${10 + hand.number(19)}`) ?? null,
    }),
  addLink: (hand) => hand.run(addLink, { objectiveId: hand.objective(), url: "https://example.org", title: "e.g." }),
  changeLink: (hand) => {
    const objectiveId = hand.objective();
    const links = hand.desk.records.objectives.get(objectiveId)?.links ?? [];
    const linkId = pick(hand.random, links)?.id ?? newId();
    return hand.run(changeLink, { objectiveId, linkId, url: "https://example.net", title: hand.text() });
  },
  removeLink: (hand) => {
    const objectiveId = hand.objective();
    const links = hand.desk.records.objectives.get(objectiveId)?.links ?? [];
    return hand.run(removeLink, { objectiveId, linkId: pick(hand.random, links)?.id ?? newId() });
  },

  addPerson: (hand) => hand.run(addPerson, { name: `Person ${hand.number(10_000)}` }),
  renamePerson: (hand) => hand.run(renamePerson, { personId: hand.person(), name: `Person ${hand.number(10_000)}` }),
  mergePeople: (hand) => hand.run(mergePeople, { from: hand.person(), into: hand.person() }),
  reassignObjectives: (hand) => hand.run(reassignObjectives, { from: hand.person(), to: hand.person() }),
  archivePerson: (hand) => hand.run(archivePerson, { personId: hand.person() }),
  restorePerson: (hand) => hand.run(restorePerson, { personId: hand.person() }),

  recordCheckIn: (hand) => {
    const objectiveId = hand.objective();
    const measures = hand.desk.records.measures.get(objectiveId) ?? [];
    const measured = pick(hand.random, measures);
    return hand.run(recordCheckIn, {
      objectiveId,
      ...(hand.chance(0.6) && { status: pick(hand.random, STATUSES) ?? "done" }),
      ...(measured ? { values: { [measured.id]: hand.number(2) } } : { progress: hand.number(101) }),
      ...(hand.chance(0.3) && { note: hand.text() }),
    });
  },
  recordStillRight: (hand) =>
    hand.run(recordStillRight, { objectiveIds: [hand.objective(), ...(hand.chance(0.3) ? [hand.objective()] : [])] }),
  correctCheckIn: (hand) =>
    hand.run(correctCheckIn, { checkInId: hand.checkIn(), ...(hand.chance(0.8) && { note: hand.text() }) }),
  withdrawCheckIn: (hand) => hand.run(withdrawCheckIn, { checkInId: hand.checkIn() }),
  restoreCheckIn: (hand) => hand.run(restoreCheckIn, { checkInId: hand.checkIn() }),

  addKeyResult: (hand) =>
    hand.run(addKeyResult, {
      objectiveId: hand.objective(),
      title: hand.text(),
      measure: { kind: "number", unit: "people", start: 0, target: 21 },
    }),
  changeKeyResult: (hand) =>
    hand.run(changeKeyResult, {
      keyResultId: hand.keyResult(),
      title: hand.text(),
      measure: { kind: "percent", unit: "%", start: 31, target: hand.number(100) },
    }),
  archiveKeyResult: (hand) => hand.run(archiveKeyResult, { keyResultId: hand.keyResult() }),
};

/** What else a person does at a screen. */
export const otherOperations: Readonly<Record<string, Operation>> = {
  undo: ({ desk }) => {
    const result = desk.undo();
    return result.ok ? `done: ${result.value.summary}` : `refused: ${result.error.code}`;
  },
  redo: ({ desk }) => {
    const result = desk.redo();
    return result.ok ? `done: ${result.value.summary}` : `refused: ${result.error.code}`;
  },
  type: (hand) => {
    const text = hand.desk.text("objectives", hand.objective(), hand.chance(0.5) ? "title" : "notes");
    if (!text || text.length > 200) return null;
    const written = text.toString();
    // A caret is never in the middle of a character.
    const at = beginningAt(written, hand.number(text.length + 1));
    const character = String.fromCodePoint(written.codePointAt(at) ?? 0);
    if (hand.chance(0.3) && at < text.length) text.delete(at, character.length);
    else text.insert(at, pick(hand.random, ["a", "b", " ", "🙂"]) ?? "a");
    return "done: typed";
  },
};

function beginningAt(text: string, at: number): number {
  return splitsPair(text, at) ? at - 1 : at;
}
