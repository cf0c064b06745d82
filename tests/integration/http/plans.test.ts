import { describe, expect, it } from "vitest";
import { WebsocketProvider } from "y-websocket";

import { renamePlan } from "#shared/commands/plan.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { PlanProjection } from "#shared/document/planProjection.ts";
import { readPlanFile } from "#shared/exchange/planFile.ts";
import { parseApiError, parseCreatedPlan, parsePlanListings } from "#shared/protocol/httpApi.ts";
import { messageTypes } from "#shared/protocol/messages.ts";
import { ask } from "#tests/support/ask.ts";
import { ownerSocket } from "#tests/support/ownerSocket.ts";
import { startServer } from "#tests/support/startServer.ts";

interface ExportedPlan {
  readonly plan: { readonly title: string };
  readonly objectives: readonly { readonly id: string }[];
}

function exported(json: unknown): ExportedPlan {
  expect(readPlanFile(json).ok).toBe(true);
  return json as ExportedPlan;
}

describe("plans over HTTP", () => {
  it("SRV-14: the example, an empty plan and a plan file become plans, newest first in the list", async () => {
    // Two plans may be made within one millisecond; of those neither is the newer one.
    let now = Date.now();
    const { url, createPlan } = await startServer({ client: "none", clock: () => (now += 1) });
    expect((await ask(`${url}/api/plans`)).json()).toEqual({ plans: [] });
    const example = await createPlan({ template: "example" });
    const empty = await createPlan({ template: "empty", title: "Away day" });
    const untitled = await createPlan({ template: "empty" });
    const imported = await createPlan({ waymark: 1, plan: { title: "From a file" } });
    const listed = parsePlanListings((await ask(`${url}/api/plans`)).json()) ?? [];
    expect(listed.map(({ id, title }) => [id, title])).toEqual([
      [imported, "From a file"],
      [untitled, "Untitled plan"],
      [empty, "Away day"],
      [example, "ICT work plan, autumn 2019"],
    ]);
    for (const { createdAt, updatedAt } of listed) {
      expect(Math.abs(Date.now() - createdAt)).toBeLessThan(60_000);
      expect(updatedAt).toBeGreaterThanOrEqual(createdAt);
    }
  });

  it("SRV-14: a plan is there after the server has been started anew", async () => {
    const first = await startServer({ client: "none" });
    const answer = await ask(`${first.url}/api/plans`, { body: { template: "example" } });
    expect(answer.status).toBe(201);
    const planId = parseCreatedPlan(answer.json());
    const { text } = await ask(`${first.url}/api/plans/${planId}/export`);
    expect(exported(JSON.parse(text)).objectives).toHaveLength(27);
  });

  it("EXC-6: an imported plan gets a new id, and the records in it keep theirs", async () => {
    const { url, createPlan } = await startServer({ client: "none" });
    const first = await createPlan({ template: "example" });
    const file = (await ask(`${url}/api/plans/${first}/export`)).json();
    const second = await createPlan(file);
    expect(second).not.toBe(first);
    expect((await ask(`${url}/api/plans/${second}/export`)).json()).toEqual(file);
  });

  it("SRV-15: the export holds what somebody has just changed, and its name says what it is", async () => {
    const { url, port, createPlan } = await startServer({ client: "none" });
    const planId = await createPlan({ template: "example" });
    const document = planDocument(newYDoc());
    const projection = new PlanProjection(document);
    const provider = new WebsocketProvider(`ws://localhost:${port}/sync`, planId, document.doc, {
      WebSocketPolyfill: ownerSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
      params: { schema: "1", clientId: String(document.doc.clientID) },
    });
    // Hello, which the stock provider does not know.
    provider.messageHandlers[messageTypes.hello] = () => undefined;
    try {
      await new Promise<void>((resolve) => provider.on("sync", () => resolve()));
      const actor = { role: "editor", personId: null } as const;
      const context = { document, records: projection.records, actor, now: Date.now() };
      expect(renamePlan.run({ title: "Renamed by somebody" }, context).ok).toBe(true);
      await expect
        .poll(async () => exported((await ask(`${url}/api/plans/${planId}/export`)).json()).plan.title)
        .toBe("Renamed by somebody");
      const listed = parsePlanListings((await ask(`${url}/api/plans`)).json());
      expect(listed?.[0]?.title).toBe("Renamed by somebody");
    } finally {
      provider.destroy();
    }
    const { headers } = await ask(`${url}/api/plans/${planId}/export`);
    expect(headers["content-type"]).toMatch(/^application\/json/);
    expect(headers["content-disposition"]).toBe(`attachment; filename="waymark-plan-${planId}.json"`);
  });

  it.each(["unknown", "..%2F..%2Fetc", "__proto__", "x".repeat(90), "%00"])(
    "SRV-15: there is no plan %s to export",
    async (planId) => {
      const { url } = await startServer({ client: "none" });
      const answer = await ask(`${url}/api/plans/${planId}/export`);
      expect(answer.status).toBe(404);
      expect(parseApiError(answer.json())).toBeDefined();
    },
  );

  it.each([
    ["no JSON", "{", "application/json", 400, "malformedJson"],
    ["nothing", "", "application/json", 400, "malformedJson"],
    ["a list", "[]", "application/json", 400, "notAPlan"],
    ["__proto__", '{"waymark":1,"plan":{"__proto__":{}}}', "application/json", 400, "malformedJson"],
    ["another template", '{"template":"board"}', "application/json", 400, "noSuchTemplate"],
    [
      "a long title",
      JSON.stringify({ template: "empty", title: "x".repeat(301) }),
      "application/json",
      400,
      "badTitle",
    ],
    ["another file", '{"name":"Trello board","cards":[]}', "application/json", 400, "badPlanFile"],
    ["a form", "template=example", "application/x-www-form-urlencoded", 415, "jsonNeeded"],
    ["text", '{"template":"example"}', "text/plain", 415, "jsonNeeded"],
    ["a type that only begins like JSON", '{"template":"example"}', "application/jsonx", 415, "jsonNeeded"],
  ])("SRV-9: %s is refused, with a reason", async (_name, body, type, status, code) => {
    const { url, storage } = await startServer({ client: "none" });
    const answer = await ask(`${url}/api/plans`, { method: "POST", body, headers: { "content-type": type } });
    expect(answer.status).toBe(status);
    const error = parseApiError(answer.json());
    expect(error?.code).toBe(code);
    expect(error?.message).toMatch(/\.$/);
    expect(await storage.listPlans()).toEqual([]);
  });

  it("SRV-9: a body of more than the limit gets 413, one of less is read", async () => {
    const { url } = await startServer({ client: "none", limits: { importBytes: 1_000 } });
    const file = (bytes: number): string => JSON.stringify({ waymark: 1, plan: {}, x: "x".repeat(bytes) });
    const send = (body: string): ReturnType<typeof ask> =>
      ask(`${url}/api/plans`, { method: "POST", body, headers: { "content-type": "application/json" } });
    expect(parseApiError((await send(file(500))).json())?.code).toBe("badPlanFile");
    const refused = await send(file(1_000));
    expect(refused.status).toBe(413);
    expect(parseApiError(refused.json())?.code).toBe("tooLarge");
  });

  it("SRV-9: a plan larger than the server holds gets 413", async () => {
    const { url } = await startServer({ client: "none", limits: { documentBytes: 1_000 } });
    const answer = await ask(`${url}/api/plans`, { body: { template: "example" } });
    expect([answer.status, parseApiError(answer.json())?.code]).toEqual([413, "planTooLarge"]);
  });

  it("SRV-9: what goes wrong inside is told without its details", async () => {
    const { url, storage, log } = await startServer({ client: "none" });
    storage.listPlans = () => Promise.reject(new Error("disk image is malformed at /secret"));
    const answer = await ask(`${url}/api/plans`);
    expect(answer.status).toBe(500);
    expect(parseApiError(answer.json())?.code).toBe("internal");
    expect(answer.text).not.toContain("secret");
    expect(log()).toContain("disk image is malformed");
  });
});
