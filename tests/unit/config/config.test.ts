import { resolve } from "node:path";

import { describe, expect, it } from "vitest";

import { limitSettings, readConfig, settings } from "#server/config.ts";
import type { Config } from "#server/config.ts";
import { defaultLimits } from "#server/limits.ts";

function read(env: Readonly<Record<string, string>>): Config {
  const config = readConfig(env);
  if (!config.ok) throw new Error(config.error.join("\n"));
  return config.value;
}

function problemsOf(env: Readonly<Record<string, string>>): readonly string[] {
  const config = readConfig(env);
  return config.ok ? [] : config.error;
}

describe("the settings", () => {
  it("SRV-2: without any, the documented defaults hold", () => {
    expect(read({})).toEqual({
      port: 3000,
      host: "127.0.0.1",
      dataDir: resolve("data"),
      publicUrl: null,
      tls: null,
      trustedProxies: ["127.0.0.1", "::1"],
      logLevel: "info",
      timeScale: 1,
      limits: defaultLimits,
    });
  });

  it("SRV-2: every setting and every limit can be given", () => {
    const given = { PORT: "0", DATA_DIR: "/tmp/plans", LOG_LEVEL: "warn", TIME_SCALE: "0.02" };
    expect(read(given)).toMatchObject({ port: 0, dataDir: "/tmp/plans", logLevel: "warn", timeScale: 0.02 });
    for (const [key, { name }] of Object.entries(limitSettings)) {
      expect(read({ [name]: "7" }).limits).toEqual({ ...defaultLimits, [key]: 7 });
    }
    expect(limitSettings.socketsPerPlan.name).toBe("WAYMARK_SOCKETS_PER_PLAN");
  });

  it("SRV-2: all mistakes are named at once, each with its setting and a fix", () => {
    const problems = problemsOf({
      PORT: "eighty",
      PUBLIC_URL: "plan.example.org/board",
      TLS: "yes",
      LOG_LEVEL: "loud",
      TIME_SCALE: "0",
      WAYMARK_DEPTH: "1.5",
    });
    expect(new Set(problems.map((problem) => problem.split(" ")[0]))).toEqual(
      new Set(["LOG_LEVEL", "PORT", "PUBLIC_URL", "TIME_SCALE", "TLS", "WAYMARK_DEPTH"]),
    );
    expect(problems).toHaveLength(6);
    for (const problem of problems) expect(problem).toMatch(/ is “.+”\. Give .+\.$/);
  });

  it("SRV-2: a time or a size that timers or sockets could not count is refused", () => {
    for (const { name } of Object.values(limitSettings)) expect(problemsOf({ [name]: "2147483648" })).toHaveLength(1);
    expect(problemsOf({ WAYMARK_ROOM_GRACE_MS: "200000001" })).toHaveLength(1);
    expect(read({ WAYMARK_ROOM_GRACE_MS: "200000000" }).limits.roomGraceMs).toBe(200_000_000);
  });

  it.each(["-1", "65536", "80.5", "1e9", "NaN", "Infinity"])("SRV-2: %s is no port", (port) => {
    expect(problemsOf({ PORT: port })).toHaveLength(1);
  });

  it("SRV-2: a setting that is given as nothing is not given", () => {
    expect(read(Object.fromEntries(Object.values(settings).map(({ name }) => [name, " "])))).toEqual(read({}));
  });

  it.each(["0.0.0.0", "::", "192.168.1.7", "plan.example.org"])("SRV-3: HOST %s needs TLS and PUBLIC_URL", (HOST) => {
    const problems = problemsOf({ HOST });
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain("TLS=proxy");
    expect(problems[1]).toContain("PUBLIC_URL");
    expect(problemsOf({ HOST, TLS: "proxy", PUBLIC_URL: "https://plan.example.org" })).toEqual([]);
    expect(problemsOf({ HOST, TLS: "none-trusted-network", PUBLIC_URL: "http://10.0.0.7:3000" })).toEqual([]);
  });

  it.each(["127.0.0.1", "::1", "localhost"])("SRV-3: HOST %s needs nothing else", (HOST) => {
    expect(problemsOf({ HOST })).toEqual([]);
  });

  it("SRV-3: behind a proxy the address that people use is https", () => {
    expect(problemsOf({ TLS: "proxy", PUBLIC_URL: "http://plan.example.org" })).toHaveLength(1);
  });
});
