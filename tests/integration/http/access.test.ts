import { connect } from "node:net";
import { createHash } from "node:crypto";

import { describe, expect, it } from "vitest";

import type { NewLink } from "#shared/protocol/signIn.ts";
import { ask, UPGRADE } from "#tests/support/ask.ts";
import type { Answer } from "#tests/support/ask.ts";
import { ownerCookie } from "#tests/support/signedIn.ts";
import { startServer } from "#tests/support/startServer.ts";

const EXAMPLE = { template: "example" };

function expectSecurityHeaders({ headers }: Answer, where: string): void {
  const policy = String(headers["content-security-policy"]);
  expect(policy, where).toMatch(/default-src '(self|none)'/);
  expect(policy, where).not.toMatch(/unsafe-|\*/);
  expect(policy, where).toMatch(/frame-ancestors 'none'/);
  expect(policy, where).toMatch(/base-uri 'none'/);
  expect(headers["x-content-type-options"], where).toBe("nosniff");
  expect(headers["referrer-policy"], where).toBe("same-origin");
  expect(headers["cross-origin-opener-policy"], where).toBe("same-origin");
}

describe("who may ask, and what every answer carries", () => {
  it("SRV-7: another Host gets 421, under every path and for WebSockets", async () => {
    const { url } = await startServer();
    const planId = "0123456789abcdef";
    for (const path of ["/", "/api/plans", "/healthz", "/nothing"]) {
      expect((await ask(url + path, { headers: { host: "evil.example" } })).status).toBe(421);
    }
    const upgrade = { ...UPGRADE, host: "evil.example" };
    expect((await ask(`${url}/sync/${planId}`, { headers: upgrade })).status).toBe(421);
  });

  it("SRV-8: another origin, null and look-alikes get 403, and change nothing", async () => {
    const { url, port, storage } = await startServer();
    for (const origin of ["http://evil.example", "null", `http://localhost:${port}.evil.example`, "http://localhost"]) {
      expect((await ask(`${url}/api/plans`, { headers: { origin } })).status).toBe(403);
      expect((await ask(`${url}/api/plans`, { headers: { origin }, body: EXAMPLE })).status).toBe(403);
      expect((await ask(`${url}/sync/x`, { headers: { ...UPGRADE, origin } })).status).toBe(403);
    }
    expect(await storage.listPlans()).toEqual([]);
  });

  it("SRV-8: Waymark's own pages and programs that are no browser are let in", async () => {
    const server = await startServer();
    const planId = await server.createPlan();
    for (const origin of [undefined, `http://localhost:${server.port}`, `http://127.0.0.1:${server.port}`]) {
      const headers: Record<string, string> = origin === undefined ? {} : { origin };
      expect((await ask(`${server.url}/api/plans`, { headers })).status).toBe(200);
      expect((await ask(`${server.url}/sync/${planId}`, { headers: { ...UPGRADE, ...headers } })).status).toBe(101);
    }
  });

  it("SRV-19: a WebSocket is let in at /sync/:planId only", async () => {
    const { url } = await startServer();
    for (const path of ["/", "/sync", "/sync/", "/sync/a/b", "/api/plans", "/p/x", "/sync%2Fx"]) {
      const answer = await ask(url + path, { headers: UPGRADE });
      expect(answer.status, path).toBe(404);
      expectSecurityHeaders(answer, path);
    }
    expect((await ask(`${url}/sync/unknown?schema=1`, { headers: UPGRADE })).status).toBe(101);
  });

  it("SRV-10: every answer carries the security headers", async () => {
    const server = await startServer();
    const planId = await server.createPlan(EXAMPLE);
    const { url } = server;
    const page = await ask(`${url}/`);
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page.text)?.[1] ?? "";
    const asked: readonly (readonly [string, Promise<Answer>])[] = [
      ["page", Promise.resolve(page)],
      ["plan page", ask(`${url}/p/${planId}`)],
      ["script", ask(url + script)],
      ["service worker", ask(`${url}/sw.js`)],
      ["list", ask(`${url}/api/plans`)],
      ["export", ask(`${url}/api/plans/${planId}/export`)],
      ["health", ask(`${url}/healthz`)],
      ["metrics", ask(`${url}/metrics`)],
      ["404", ask(`${url}/nothing`)],
      ["404 of the API", ask(`${url}/api/nothing`)],
      ["405", ask(`${url}/`, { method: "PUT", headers: { "content-type": "application/json" } })],
      ["malformed body", ask(`${url}/api/plans`, { body: "{", headers: { "content-type": "application/json" } })],
      ["malformed path", ask(`${url}/p/%ZZ`)],
      ["foreign host", ask(url, { headers: { host: "evil.example" } })],
      ["foreign origin", ask(url, { headers: { origin: "null" } })],
      ["refused upgrade", ask(`${url}/sync/x`, { headers: { ...UPGRADE, origin: "null" } })],
    ];
    for (const [where, answer] of asked) expectSecurityHeaders(await answer, where);
    expect(page.headers["content-security-policy"]).toContain(`connect-src 'self' ws://localhost:${server.port}`);
    expect(page.headers["strict-transport-security"]).toBeUndefined();
  });

  it.each([
    ["no key", { ...UPGRADE, "sec-websocket-key": "" }],
    ["a version nobody speaks", { ...UPGRADE, "sec-websocket-version": "7" }],
    ["another protocol", { ...UPGRADE, upgrade: "h2c" }],
  ])("SRV-10: a malformed upgrade (%s) is refused with the headers too", async (_what, headers) => {
    const { url } = await startServer();
    const answer = await ask(`${url}/sync/0123456789abcdef`, { headers });
    expect(answer.status).toBe(400);
    expectSecurityHeaders(answer, "malformed upgrade");
  });

  it("SRV-24: a request whose body comes byte by byte is cut", async () => {
    const { url, port } = await startServer({ env: { TIME_SCALE: "0.01" } });
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.write(`POST /api/plans HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Type: application/json\r\n`);
        socket.write("Content-Length: 1000000\r\n\r\n");
      });
      const drip = setInterval(() => socket.write(" "), 50);
      let text = "";
      socket.on("data", (chunk: Buffer) => void (text += chunk.toString()));
      socket.on("close", () => {
        clearInterval(drip);
        resolve(text);
      });
      // One more byte on its way when the connection is cut comes back as an error, after the answer.
      socket.on("error", () => undefined);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect((await ask(`${url}/healthz`)).status).toBe(200);
  });

  it("SRV-10: what is no HTTP at all gets an answer with the headers too, and ends nothing", async () => {
    const { url, port } = await startServer();
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => socket.write("NONSENSE\r\n\r\n"));
      let text = "";
      socket.on("data", (chunk: Buffer) => void (text += chunk.toString()));
      socket.on("close", () => resolve(text));
      socket.on("error", reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain("X-Content-Type-Options: nosniff");
    expect((await ask(`${url}/healthz`)).status).toBe(200);
  });

  it("SRV-10: behind TLS browsers are told to stay there, and the WebSocket is wss", async () => {
    const env = { TLS: "proxy", PUBLIC_URL: "https://plan.example.org" };
    const { url } = await startServer({ env });
    const asked = { headers: { host: "plan.example.org" } };
    const { headers } = await ask(url, asked);
    expect(headers["strict-transport-security"]).toMatch(/^max-age=\d{8}/);
    expect(headers["content-security-policy"]).toContain("connect-src 'self' wss://plan.example.org");
    const { link } = (await ask(`${url}/api/me/devices/link`, { ...asked, body: {} })).json() as NewLink;
    expect(link).toMatch(/^https:\/\/plan\.example\.org\/join#/);
    const [cookie] =
      (await ask(`${url}/api/sign-in`, { headers: { ...asked.headers, cookie: "" }, body: { link } })).headers[
        "set-cookie"
      ] ?? [];
    expect(cookie).toMatch(/^__Host-waymark_session=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; Secure; SameSite=Lax$/);
  });

  it("SRV-13: only a link that is used gives a cookie, each time another", async () => {
    const { url } = await startServer();
    for (const path of ["/", "/p/some-plan", "/join", "/api/session", "/api/plans", "/icon.svg", "/healthz"]) {
      expect((await ask(url + path, { headers: { cookie: "" } })).headers["set-cookie"], path).toBeUndefined();
    }
    const cookies = new Set<string>();
    for (const _ of [1, 2]) {
      const { link } = (await ask(`${url}/api/me/devices/link`, { body: {} })).json() as NewLink;
      // What somebody has put there before is not taken over.
      const headers = { cookie: `waymark_session=${"x".repeat(43)}` };
      const [cookie = ""] = (await ask(`${url}/api/sign-in`, { headers, body: { link } })).headers["set-cookie"] ?? [];
      expect(cookie).toMatch(/^waymark_session=[\w-]{43}; Path=\/; Expires=.* GMT; HttpOnly; SameSite=Lax$/);
      cookies.add(cookie);
    }
    expect(cookies.size).toBe(2);
  });

  it("SRV-13: answers of the API are not stored", async () => {
    const server = await startServer({ client: "none" });
    const planId = await server.createPlan();
    for (const path of ["/api/plans", `/api/plans/${planId}/export`, "/api/nothing"]) {
      expect((await ask(server.url + path)).headers["cache-control"]).toBe("no-store");
    }
  });

  it("SRV-17: the log carries no text of a plan, no cookie and no query string", async () => {
    const server = await startServer();
    const secret = "Sesame-open-4711";
    const session = ownerCookie(server.url)?.split("=")[1] ?? "";
    const headers = { cookie: `waymark_session=${session}; waymark_device=${"s".repeat(32)}; other=${secret}` };
    const planId = await server.createPlan({ template: "empty", title: secret });
    await ask(`${server.url}/api/plans?token=${secret}`, { headers });
    await ask(`${server.url}/p/${secret}?q=${secret}`, { headers });
    await ask(`${server.url}/${secret}`, { headers });
    await ask(`${server.url}/api/plans/${planId}/export?x=${secret}`, { headers });
    await ask(`${server.url}/api/plans`, { headers, body: { waymark: 1, plan: { title: 1, [secret]: secret } } });
    await ask(`${server.url}/sync/${planId}?token=${secret}`, { headers: { ...UPGRADE, ...headers } });
    await server.stop();
    const log = server.log();
    expect(log).toContain('"route":"/api/plans/:planId/export"');
    expect(log).not.toContain(secret);
    for (const told of ["s".repeat(32), session]) {
      expect(log).not.toContain(told);
      expect(log).not.toContain(createHash("sha256").update(told).digest("base64url"));
    }
  });

  it("SRV-82: who owns as many plans as one person may makes no more, whichever they delete", async () => {
    const { url, createPlan, storage } = await startServer({ client: "none", limits: { plansPerOwner: 2 } });
    const [first] = [await createPlan(), await createPlan()];
    await ask(`${url}/api/plans/${first}`, { method: "DELETE" });
    const refused = await ask(`${url}/api/plans`, { body: { template: "empty" } });
    expect([refused.status, refused.json()]).toMatchObject([409, { error: { code: "tooManyPlans" } }]);
    expect(await storage.listPlans()).toHaveLength(2);
  });

  it("SRV-18: one more call than an address may make gets 429; files and health are not counted", async () => {
    const { url } = await startServer({ limits: { apiCallsPerMinute: 5, newPlansPerMinute: 2 } });
    const list = async (): Promise<number> => (await ask(`${url}/api/plans`)).status;
    const create = async (): Promise<number> => (await ask(`${url}/api/plans`, { body: { template: "empty" } })).status;
    expect([await create(), await create(), await create()]).toEqual([201, 201, 429]);
    expect([await list(), await list(), await list(), await list(), await list()]).toEqual([200, 200, 200, 200, 200]);
    const refused = await ask(`${url}/api/plans`);
    expect(refused.status).toBe(429);
    expect(refused.json()).toMatchObject({ error: { code: "rateLimited" } });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    for (const path of ["/", "/healthz", "/readyz", "/icon.svg"]) expect((await ask(url + path)).status).toBe(200);
  });
});
