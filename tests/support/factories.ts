import type * as Y from "yjs";

import type { Command, CommandContext, Done } from "#shared/commands/command.ts";
import type { CommandError } from "#shared/commands/commandError.ts";
import { addMission } from "#shared/commands/missions.ts";
import { addObjective } from "#shared/commands/objectives.ts";
import { addPerson } from "#shared/commands/people.ts";
import { UndoHistory } from "#shared/commands/undo.ts";
import type { Undone } from "#shared/commands/undo.ts";
import { newYDoc, planDocument, sharedText } from "#shared/document/planDocument.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import { migratePlan } from "#shared/document/migrations.ts";
import { PlanProjection } from "#shared/document/planProjection.ts";
import type { Actor } from "#shared/model/actor.ts";
import type { MissionId, ObjectiveId, PersonId } from "#shared/model/id.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import type { Result } from "#shared/model/result.ts";

/** The moment at which tests happen, if they do not say otherwise: 15 October 2019, noon UTC. */
export const NOON = Date.UTC(2019, 9, 15, 12);

/** One person's end of a plan: a document, its records, and commands with undo. */
export class Desk {
  readonly document: PlanDocument;
  readonly projection: PlanProjection;
  readonly history = new UndoHistory();
  actor: Actor = { role: "editor", personId: null };
  now = NOON;

  constructor(document: PlanDocument = planDocument(newYDoc())) {
    this.document = document;
    this.projection = new PlanProjection(document);
  }

  get records(): PlanRecords {
    return this.projection.records;
  }

  get context(): CommandContext {
    return { document: this.document, records: this.records, actor: this.actor, now: this.now };
  }

  /** Runs a command as a screen does: what is done can be undone. */
  run<Input, Output>(command: Command<Input, Output>, input: Input): Result<Done<Output>, CommandError> {
    const result = command.run(input, this.context);
    if (result.ok) this.history.record(command, result.value);
    return result;
  }

  /** As `run`, for a command that must not be refused here. */
  do<Input, Output>(command: Command<Input, Output>, input: Input): Output {
    return done(this.run(command, input)).value;
  }

  /** The text that several people may type in at once. */
  text(root: "missions" | "objectives", id: string, field: string): Y.Text | undefined {
    return sharedText(this.document, root, id, field);
  }

  undo(): Result<Undone, CommandError> {
    return this.history.undo(this.context);
  }

  redo(): Result<Undone, CommandError> {
    return this.history.redo(this.context);
  }
}

/** What came of something that must not be refused. */
export function done<T>(result: Result<T, CommandError>): T {
  if (!result.ok) throw new Error(`refused: ${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** The code of something that must be refused. */
export function refusal(result: Result<unknown, CommandError>): string {
  if (result.ok) throw new Error("was not refused");
  return result.error.code;
}

/** A desk on a new plan, its person known. */
export function newDesk(): Desk & { readonly me: PersonId } {
  const desk = new Desk();
  migratePlan(desk.document, NOON);
  const me = desk.do(addPerson, { name: "Ada" });
  desk.actor = { role: "editor", personId: me };
  return Object.assign(desk, { me });
}

/** A plan with two missions and three cards in the first. */
export function smallPlan(): {
  readonly desk: ReturnType<typeof newDesk>;
  readonly missions: readonly [MissionId, MissionId];
  readonly cards: readonly [ObjectiveId, ObjectiveId, ObjectiveId];
} {
  const desk = newDesk();
  const first = desk.do(addMission, { title: "Services" });
  const second = desk.do(addMission, { title: "Data" });
  const card = (title: string): ObjectiveId => desk.do(addObjective, { missionId: first, title });
  return { desk, missions: [first, second], cards: [card("A"), card("B"), card("C")] };
}

/** The titles of records, in their order. */
export function titles(list: readonly { readonly title: string }[]): readonly string[] {
  return list.map(({ title }) => title);
}
