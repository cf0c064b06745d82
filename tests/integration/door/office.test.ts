import { describe, expect, it } from "vitest";

import { parseMembers } from "#shared/protocol/members.ts";
import { ask, UPGRADE } from "#tests/support/ask.ts";
import { inviteTo, openLink } from "#tests/support/signedIn.ts";
import { startServer } from "#tests/support/startServer.ts";
import { SyncDesk } from "#tests/support/syncDesk.ts";

const PROXY = { TLS: "proxy", PUBLIC_URL: "https://plan.example.org" };

const WAYS: readonly (readonly [string, Readonly<Record<string, string>>, string, boolean])[] = [
  ["no proxy is said to be there", {}, "192.0.2.7", false],
  ["the proxy is not a trusted one", { ...PROXY, TRUSTED_PROXIES: "10.1.2.3" }, "192.0.2.7", false],
  [
    "the proxy is trusted by its network",
    { ...PROXY, TRUSTED_PROXIES: "127.0.0.0/8,::1,::ffff:127.0.0.0/104" },
    "192.0.2.7",
    true,
  ],
  ["somebody wrote another address before the proxy did", PROXY, "198.51.100.9, 192.0.2.7", true],
];

describe("one office, one address", () => {
  it("SRV-77: sixty people join within 30 seconds while somebody among them and somebody elsewhere guess at links", async () => {
    const server = await startServer({ client: "none" });
    const { url, port } = server;
    const planId = await server.createPlan();
    const link = await inviteTo(url, planId, "viewer", 60);
    const guessing = new AbortController();
    const guess = async (): Promise<void> => {
      while (!guessing.signal.aborted) {
        const wrong = `${url}/join#${"0".repeat(32)}.${"A".repeat(43)}`;
        await ask(`${url}/api/links/look`, { headers: { cookie: "" }, body: { link: wrong } });
      }
    };
    // Many times what one address may.
    const guesser = Promise.all([guess(), guess(), guess()]);
    const since = performance.now();
    const desks = await Promise.all(
      Array.from({ length: 60 }, async (_, nth) => {
        const cookie = await openLink(url, link, { name: `Person ${nth}` });
        return new SyncDesk(`ws://localhost:${port}/sync`, planId, { cookie }).synced();
      }),
    );
    // Nobody has to wait for a limit, which would be minutes; a slow machine takes a while for so many.
    expect(performance.now() - since).toBeLessThan(120_000);
    guessing.abort();
    await guesser;
    expect(desks.map(({ hellos }) => hellos[0]?.role)).toEqual(Array.from({ length: 60 }, () => "viewer"));
    const members = parseMembers((await ask(`${url}/api/plans/${planId}/members`)).json());
    expect(members).toHaveLength(61);
  });

  it("SRV-77: who guesses too much gets 429, and so does nobody elsewhere, nor a link that works", async () => {
    const { url, keeperLink } = await startServer({ client: "none", limits: { wrongLinksPerMinute: 5 }, env: PROXY });
    const look = async (address: string, link = ""): Promise<number> => {
      const headers = { host: "plan.example.org", "x-forwarded-for": address, cookie: "" };
      return (await ask(`${url}/api/links/look`, { headers, body: { link } })).status;
    };
    const guesses: number[] = [];
    for (let nth = 0; nth < 6; nth += 1) guesses.push(await look("192.0.2.7"));
    expect(guesses).toEqual([404, 404, 404, 404, 404, 429]);
    expect(await look("192.0.2.8")).toBe(404);
    expect(await look("192.0.2.7", await keeperLink())).toBe(200);
  });

  it("SRV-77: sockets without a session are few a second of one address; those of members are not counted", async () => {
    const server = await startServer({ client: "none", limits: { strangersPerSecond: 3 } });
    const planId = await server.createPlan();
    const upgrade = async (cookie?: string): Promise<number> => {
      const headers = { ...UPGRADE, ...(cookie !== undefined && { cookie }) };
      return (await ask(`${server.url}/sync/${planId}`, { headers })).status;
    };
    expect([await upgrade(""), await upgrade(""), await upgrade("")]).toEqual([101, 101, 101]);
    // So many at once that a slow machine cannot let them all in, second by second.
    expect(await Promise.all(Array.from({ length: 12 }, () => upgrade("")))).toContain(429);
    expect(await upgrade()).toBe(101);
  });

  it("SRV-81: connections to plans that are none of theirs are few of one person; to their own they come", async () => {
    const server = await startServer({ client: "none", limits: { strangePlanBurst: 2, strangePlansPerSecond: 1 } });
    const planId = await server.createPlan();
    const elsewhere = await server.createPlan();
    const cookie = await openLink(server.url, await inviteTo(server.url, elsewhere, "viewer"), { name: "Sam" });
    const upgrade = async (plan: string, as = cookie): Promise<number> =>
      (await ask(`${server.url}/sync/${plan}`, { headers: { ...UPGRADE, cookie: as } })).status;
    expect([await upgrade(planId), await upgrade("nowhere")]).toEqual([101, 101]);
    // So many at once that a slow machine cannot let them all in, second by second.
    expect(await Promise.all(Array.from({ length: 60 }, () => upgrade(planId)))).toContain(429);
    expect(await upgrade(elsewhere)).toBe(101);
    expect(await upgrade(planId, "")).toBe(101);
  });

  it("SRV-80: addresses of one network of version 6 are counted as one", async () => {
    const { url } = await startServer({ client: "none", limits: { wrongLinksPerMinute: 1 }, env: PROXY });
    const look = async (address: string): Promise<number> => {
      const headers = { host: "plan.example.org", "x-forwarded-for": address, cookie: "" };
      return (await ask(`${url}/api/links/look`, { headers, body: { link: "" } })).status;
    };
    expect([await look("2001:db8::1"), await look("2001:db8::ffff:2"), await look("2001:db8:0:1::1")]).toEqual([
      404, 429, 404,
    ]);
  });

  it.each(WAYS)("SRV-78: a forwarded address when %s", async (_what, env, forwarded, isBelieved) => {
    const { url } = await startServer({ client: "none", limits: { wrongLinksPerMinute: 1 }, env });
    const look = async (address: string): Promise<number> => {
      const host = "PUBLIC_URL" in env ? { host: "plan.example.org" } : {};
      const headers = { ...host, "x-forwarded-for": address, cookie: "" };
      return (await ask(`${url}/api/links/look`, { headers, body: { link: "" } })).status;
    };
    await look(forwarded);
    expect(await look(forwarded)).toBe(429);
    expect(await look("192.0.2.200")).toBe(isBelieved ? 404 : 429);
    if (forwarded.includes(",")) expect(await look("203.0.113.5, 192.0.2.7")).toBe(429);
  });
});
