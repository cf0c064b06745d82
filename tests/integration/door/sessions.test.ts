import { describe, expect, it } from "vitest";

import { parseDevices, parseNewLink } from "#shared/protocol/signIn.ts";
import { ask } from "#tests/support/ask.ts";
import { openLink, ownerCookie, OWNER_NAME, sessionName } from "#tests/support/signedIn.ts";
import { startServer } from "#tests/support/startServer.ts";

/** Asked without a session. */
const NOBODY = { cookie: "" };

describe("sessions", () => {
  it("SRV-74: devices are listed by name, and signed out one by one or all at once", async () => {
    const server = await startServer({ client: "none" });
    const { url } = server;
    const link = async (): Promise<string> =>
      parseNewLink((await ask(`${url}/api/me/devices/link`, { body: {} })).json())!.link;
    const userAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
    const answer = await ask(`${url}/api/sign-in`, {
      headers: { ...NOBODY, "user-agent": userAgent },
      body: { link: await link() },
    });
    const other = answer.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
    const third = await openLink(url, await link(), {});
    const devices = parseDevices((await ask(`${url}/api/me/devices`)).json()) ?? [];
    expect(devices.map(({ current }) => current)).toEqual([false, false, true]);
    const firefox = devices.find(({ label }) => label === "Firefox on Windows");
    expect((await ask(`${url}/api/me/devices/${firefox?.id}`, { method: "DELETE" })).status).toBe(204);
    expect((await ask(`${url}/api/me/devices/${firefox?.id}`, { method: "DELETE" })).status).toBe(404);
    expect(await sessionName(url, other)).toBeUndefined();
    expect(await sessionName(url, third)).toBe(OWNER_NAME);
    const out = await ask(`${url}/api/sign-out`, { headers: { cookie: third }, body: {} });
    expect([out.status, out.headers["set-cookie"]?.[0]]).toEqual([204, expect.stringMatching(/^waymark_session=; /)]);
    expect((await ask(`${url}/api/plans`, { headers: { cookie: third } })).status).toBe(401);
    const mine = ownerCookie(url) ?? "";
    expect((await ask(`${url}/api/me/devices`, { method: "DELETE" })).status).toBe(204);
    expect(await sessionName(url, mine)).toBeUndefined();
  });

  it("SRV-41: who signs out another device, or all, also takes back links that were made to come in by", async () => {
    const server = await startServer({ client: "none" });
    const { url } = server;
    const makeLink = async (cookie: string): Promise<string> =>
      parseNewLink((await ask(`${url}/api/me/devices/link`, { headers: { cookie }, body: {} })).json())!.link;
    const mine = ownerCookie(url) ?? "";
    const lost = await openLink(url, await makeLink(mine), {});
    const prepared = await makeLink(lost);
    const devices = parseDevices((await ask(`${url}/api/me/devices`)).json()) ?? [];
    const other = devices.find(({ current }) => !current);
    expect((await ask(`${url}/api/me/devices/${other?.id}`, { method: "DELETE" })).status).toBe(204);
    await expect(openLink(url, prepared, {})).rejects.toThrow("404");
    const last = await makeLink(mine);
    expect((await ask(`${url}/api/me/devices`, { method: "DELETE" })).status).toBe(204);
    await expect(openLink(url, last, {})).rejects.toThrow("404");
    // Who signs out here may have made one to go on with elsewhere.
    const here = await openLink(url, await server.keeperLink(), {});
    const moving = await makeLink(here);
    await ask(`${url}/api/sign-out`, { headers: { cookie: here }, body: {} });
    expect(await sessionName(url, await openLink(url, moving, {}))).toBe(OWNER_NAME);
  });

  it("SRV-74: a session ends when it was not used for long, and in any case after longer", async () => {
    let now = Date.now();
    const server = await startServer({ client: "none", clock: () => now });
    const { url } = server;
    const day = 86_400_000;
    const mine = ownerCookie(url) ?? "";
    for (let days = 0; days < 174; days += 29) {
      now += 29 * day;
      expect(await sessionName(url, mine), `after ${days + 29} days`).toBe(OWNER_NAME);
      // What was noted is on disk.
      await server.storage.access.commit([]);
    }
    now += 7 * day;
    expect(await sessionName(url, mine)).toBeUndefined();
    const next = await openLink(url, await server.keeperLink(), {});
    now += 29 * day;
    expect(await sessionName(url, next)).toBe(OWNER_NAME);
    await server.storage.access.commit([]);
    now += 31 * day;
    expect(await sessionName(url, next)).toBeUndefined();
  });
});
