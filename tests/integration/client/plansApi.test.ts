import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";

import { createPlan, listPlans } from "#client/api/plans.ts";
import { ownerCookie } from "../../support/signedIn.ts";
import { startServer } from "../../support/startServer.ts";

const realFetch = globalThis.fetch;

/** Makes the page's own address that of a server. */
function visit(url: string): void {
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) =>
    realFetch(`${url}${path}`, { ...init, headers: { ...init?.headers, cookie: ownerCookie(url) ?? "" } }),
  );
}

/** A server that gives one answer to everything. */
async function startAnswering(status: number, body: string): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => vi.unstubAllGlobals());

describe("plans over HTTP", () => {
  it("SCR-66: a plan that was made is in the list", async () => {
    const server = await startServer({ client: "none" });
    visit(server.url);
    expect(await listPlans()).toEqual({ ok: true, value: [] });
    const example = await createPlan({ template: "example" });
    const empty = await createPlan({ template: "empty", title: "Our plan" });
    const untitled = await createPlan({ template: "empty" });
    const listed = await listPlans(new AbortController().signal);
    if (!listed.ok || !example.ok || !empty.ok || !untitled.ok) throw new Error("Something was refused.");
    expect(listed.value.map(({ id }) => id).toSorted()).toEqual(
      [example.value, empty.value, untitled.value].toSorted(),
    );
    expect(listed.value.find(({ id }) => id === empty.value)?.title).toBe("Our plan");
  });

  it("SCR-66: a refusal is said in the server's words", async () => {
    const server = await startServer({ client: "none" });
    visit(server.url);
    const refused = await createPlan({ waymark: 99 });
    expect(refused).toMatchObject({
      ok: false,
      error: { code: expect.any(String), message: expect.stringMatching(/\.$/) },
    });
    expect(refused).not.toMatchObject({ error: { code: "misunderstood" } });
  });

  it("SCR-66: a server that cannot be reached, or that somebody else answers for, is said to be so", async () => {
    visit("http://127.0.0.1:1");
    expect(await listPlans()).toMatchObject({ ok: false, error: { code: "unreachable" } });
    visit(await startAnswering(502, "<h1>Bad gateway</h1>"));
    expect(await listPlans()).toMatchObject({ ok: false, error: { code: "unreachable" } });
    visit(await startAnswering(200, '{"something":"else"}'));
    expect(await listPlans()).toMatchObject({ ok: false, error: { code: "misunderstood" } });
  });

  it("SCR-955: a server that was reached and failed is not said to be out of reach, whatever it answers", async () => {
    for (const body of ["", "<h1>Internal Server Error</h1>", "{}"]) {
      visit(await startAnswering(500, body));
      const listed = await listPlans();
      expect(listed).toMatchObject({ ok: false, error: { code: "failed" } });
      expect(JSON.stringify(listed)).not.toMatch(/cannot be reached|connection|does not understand/u);
    }
  });
});
