import type { Page } from "playwright-core";

import type { MemberRole } from "#shared/model/actor.ts";
import type { PersonId, PlanId } from "#shared/model/id.ts";
import { isPlainObject } from "#shared/model/json.ts";
import { parseSession } from "#shared/protocol/signIn.ts";

import { ask } from "./ask.ts";
import type { TestBrowser } from "./browser.ts";
import { inviteTo, openLink } from "./signedIn.ts";
import { startServer } from "./startServer.ts";

type WindowOptions = NonNullable<Parameters<TestBrowser["open"]>[1]>;

/** A member of the example plan, at a window of their own. */
interface MemberPage {
  readonly page: Page;
  /** What the plan's owner does to them. */
  give(role: MemberRole): Promise<void>;
  remove(): Promise<void>;
}

export interface ExamplePlan {
  readonly planId: PlanId;
  /** Of its board. */
  readonly url: string;
  /** Asks the server as the plan's owner. */
  asOwner(path: string, question?: { readonly method?: string; readonly body?: unknown }): Promise<unknown>;
  command(name: string, input: unknown): Promise<unknown>;
  /** Invites one of the plan's people, or somebody new by that name, who comes in a window of their own. */
  member(role: MemberRole, name: string, options?: WindowOptions): Promise<MemberPage>;
}

/** The example plan, unless another is given, on a server of its own, and the people who are let into it. */
export async function examplePlanFor(
  browser: TestBrowser,
  body: unknown = { template: "example" },
): Promise<ExamplePlan> {
  const server = await startServer();
  const planId = await server.createPlan(body);
  const url = `${server.url}/p/${planId}`;
  const asOwner: ExamplePlan["asOwner"] = async (path, question) => {
    const answer = await ask(`${server.url}/api/plans/${planId}${path}`, question);
    if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.status === 204 ? null : answer.json();
  };
  const people = async (): Promise<ReadonlyMap<string, PersonId>> => {
    const file = await asOwner("/export");
    const listed = isPlainObject(file) && Array.isArray(file["people"]) ? file["people"] : [];
    return new Map(listed.map(({ id, name }) => [String(name), id as PersonId]));
  };
  const member: ExamplePlan["member"] = async (role, name, options = {}) => {
    const personId = (await people()).get(name);
    const link = await inviteTo(server.url, planId, role);
    const cookie = await openLink(server.url, link, personId === undefined ? { name } : { personId });
    const session = parseSession((await ask(`${server.url}/api/session`, { headers: { cookie } })).json());
    const page = await browser.open(url, { ...options, signedIn: { cookie } });
    const path = `/members/${session?.userId}`;
    return {
      page,
      give: async (given) => void (await asOwner(path, { method: "PATCH", body: { role: given } })),
      remove: async () => void (await asOwner(path, { method: "DELETE" })),
    };
  };
  let commands = 0;
  const command: ExamplePlan["command"] = (name, input) =>
    asOwner("/commands", { body: { key: `test-command-${String((commands += 1)).padStart(8, "0")}`, name, input } });
  return { planId, url, asOwner, command, member };
}
