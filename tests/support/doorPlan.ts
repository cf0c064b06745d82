import type { MemberRole } from "#shared/model/actor.ts";
import { MEMBER_ROLES } from "#shared/model/actor.ts";
import { newId } from "#shared/model/id.ts";
import type { KeyResultId, MissionId, ObjectiveId, PersonId, PlanId, UserId } from "#shared/model/id.ts";
import type { CommandAnswer } from "#shared/protocol/planCommand.ts";
import { parseCommandAnswer } from "#shared/protocol/planCommand.ts";
import { parseMembers } from "#shared/protocol/members.ts";
import { parseSession } from "#shared/protocol/signIn.ts";

import { ask } from "./ask.ts";
import type { Answer } from "./ask.ts";
import { inviteTo, openLink } from "./signedIn.ts";
import type { StartedServer } from "./startServer.ts";

/** Everybody whom a way in may have before it: each role, somebody signed in who is no member, and nobody. */
export const PRINCIPALS = [...MEMBER_ROLES, "stranger", "nobody"] as const;
export type Someone = (typeof PRINCIPALS)[number];

/** A plan with a member of each role, and what each way in needs to be tried. */
export interface DoorPlan {
  readonly url: string;
  readonly planId: PlanId;
  /** The session cookie of each; empty for nobody. */
  readonly cookies: Readonly<Record<Someone, string>>;
  readonly userIds: Readonly<Record<MemberRole, UserId>>;
  readonly people: Readonly<Record<"owner" | "editor" | "contributor", PersonId>>;
  readonly missionId: MissionId;
  /** The contributor's own card, and one of somebody else's. */
  readonly own: ObjectiveId;
  readonly other: ObjectiveId;
  readonly keyResultId: KeyResultId;
  /** Asks as somebody. */
  as(someone: Someone, path: string, question?: { readonly method?: string; readonly body?: unknown }): Promise<Answer>;
  /** Sends a command as somebody; gives the answer, or the status if there is none. */
  command(someone: Someone, name: string, input: unknown, key?: string): Promise<CommandAnswer | number>;
}

export async function doorPlan(server: StartedServer): Promise<DoorPlan> {
  const { url } = server;
  const planId = await server.createPlan({ template: "empty" });
  const elsewhere = await server.createPlan({ template: "empty" });
  const join = async (role: string, name: string, plan = planId): Promise<string> =>
    openLink(url, await inviteTo(url, plan, role), { name });
  const cookies = {
    owner: await join("owner", "Olga Owner"),
    editor: await join("editor", "Ed Editor"),
    contributor: await join("contributor", "Connie Contributor"),
    viewer: await join("viewer", "Vic Viewer"),
    stranger: await join("owner", "Sam Stranger", elsewhere),
    nobody: "",
  };
  const as: DoorPlan["as"] = (someone, path, question = {}) =>
    ask(`${url}/api${path}`, { ...question, headers: { cookie: cookies[someone] } });
  const command: DoorPlan["command"] = async (someone, name, input, key = newId()) => {
    const answer = await as(someone, `/plans/${planId}/commands`, { body: { key, name, input } });
    return answer.status === 200 ? (parseCommandAnswer(answer.json()) ?? -1) : answer.status;
  };
  const made = async <T>(name: string, input: unknown): Promise<T> => {
    const answer = await command("owner", name, input);
    if (typeof answer === "number" || !answer.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer.value as T;
  };
  const members = parseMembers((await as("owner", `/plans/${planId}/members`)).json()) ?? [];
  const userIds: Partial<Record<MemberRole, UserId>> = {};
  for (const role of MEMBER_ROLES) userIds[role] = (await sessionOf(as, role)) as UserId;
  const personOf = (role: MemberRole): PersonId => members.find(({ userId }) => userId === userIds[role])!.personId!;
  const people = { owner: personOf("owner"), editor: personOf("editor"), contributor: personOf("contributor") };
  const missionId = await made<MissionId>("addMission", { title: "Mission" });
  const own = await made<ObjectiveId>("addObjective", { missionId, title: "Connie's own" });
  const other = await made<ObjectiveId>("addObjective", { missionId, title: "The editor's" });
  await made("setOwner", { objectiveId: own, ownerId: people.contributor });
  await made("setOwner", { objectiveId: other, ownerId: people.editor });
  const measure = { kind: "number", unit: "%", start: 0, target: 100 };
  const keyResultId = await made<KeyResultId>("addKeyResult", { objectiveId: other, title: "A measure", measure });
  const ids = { missionId, own, other, keyResultId };
  return { url, planId, cookies, userIds: userIds as DoorPlan["userIds"], people, ...ids, as, command };
}

async function sessionOf(as: DoorPlan["as"], someone: Someone): Promise<UserId | undefined> {
  return parseSession((await as(someone, "/session")).json())?.userId;
}
