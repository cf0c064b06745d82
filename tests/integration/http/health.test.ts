import { describe, expect, it } from "vitest";

import { ask, UPGRADE } from "#tests/support/ask.ts";
import { startServer } from "#tests/support/startServer.ts";

function figuresOf(text: string): ReadonlyMap<string, number> {
  return new Map(
    [...text.matchAll(/^(waymark_\w+) ([\d.e+-]+)$/gm)].map(([, name = "", value]) => [name, Number(value)] as const),
  );
}

describe("health and figures", () => {
  it("SRV-16: a server that works is alive and ready", async () => {
    const { url } = await startServer({ client: "none" });
    expect((await ask(`${url}/healthz`)).text).toBe("alive\n");
    const ready = await ask(`${url}/readyz`);
    expect([ready.status, ready.text]).toEqual([200, "ready\n"]);
  });

  it("SRV-16: a server whose disk cannot be written to is alive, not ready", async () => {
    const { url, storage } = await startServer({ client: "none" });
    Object.defineProperty(storage, "writable", { value: false });
    const ready = await ask(`${url}/readyz`);
    expect([ready.status, ready.text]).toEqual([503, "the disk cannot be written to\n"]);
    expect((await ask(`${url}/healthz`)).status).toBe(200);
    expect(figuresOf((await ask(`${url}/metrics`)).text).get("waymark_writable")).toBe(0);
  });

  it("SRV-16: the figures are those of memory, rooms, sockets, log and what is pending", async () => {
    const { url, createPlan } = await startServer({ client: "none" });
    const answer = await ask(`${url}/metrics`);
    expect(answer.headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    const before = figuresOf(answer.text);
    expect(before.get("waymark_rss_bytes")).toBeGreaterThan(10_000_000);
    for (const name of ["rooms", "sockets", "pending", "log_sequence", "damaged_plans"])
      expect(before.get(`waymark_${name}`)).toBe(0);
    expect(before.get("waymark_writable")).toBe(1);
    await createPlan();
    const planId = await createPlan({ template: "example" });
    await ask(`${url}/api/plans/${planId}/export`);
    await ask(`${url}/sync/${planId}`, { headers: UPGRADE });
    expect(figuresOf((await ask(`${url}/metrics`)).text).get("waymark_rooms")).toBe(1);
    for (const [, text = ""] of answer.text.matchAll(/^# HELP (.*)$/gm))
      expect(text).toMatch(/^waymark_\w+ [A-Z].*\.$/);
  });
});
