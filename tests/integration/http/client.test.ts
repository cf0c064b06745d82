import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";

import { describe, expect, it } from "vitest";

import { ask } from "#tests/support/ask.ts";
import { startServer } from "#tests/support/startServer.ts";

const dist = fileURLToPath(new URL("../../../dist/client", import.meta.url));
const INITIAL_BYTES = 200 * 1024;
const LAZY_BYTES = 60 * 1024;
const EARLY_BYTES = 2.25 * 1024;

/** The scripts that the page names itself, and those loaded with them. The first is the one that begins the connection. */
function initialScripts(): readonly string[] {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  return [...new Set([...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].flatMap(([, path]) => path ?? []))];
}

function gzipBytes(path: string): number {
  return gzipSync(readFileSync(join(dist, path)), { level: 9 }).length;
}

describe("the built client", () => {
  it("SRV-12: hashed files never change, everything else is asked for anew", async () => {
    const { url } = await startServer();
    const [script = ""] = initialScripts();
    expect((await ask(url + script)).headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    for (const path of [
      "/",
      "/p/some-plan",
      "/p/some-plan/o/some-card",
      "/sw.js",
      "/manifest.webmanifest",
      "/icon.svg",
    ]) {
      expect((await ask(url + path)).headers["cache-control"], path).toBe("no-cache");
    }
  });

  it("SRV-12: each file comes in the best compression that the browser takes", async () => {
    const { url } = await startServer();
    const [script = ""] = initialScripts();
    for (const path of [script, "/"]) {
      const plain = await ask(url + path);
      const gzip = await ask(url + path, { headers: { "accept-encoding": "gzip" } });
      const brotli = await ask(url + path, { headers: { "accept-encoding": "gzip, deflate, br" } });
      expect(plain.headers["content-encoding"]).toBeUndefined();
      expect([gzip.headers["content-encoding"], brotli.headers["content-encoding"]]).toEqual(["gzip", "br"]);
      expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
      expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
      expect(brotli.body.length).toBeLessThan(plain.body.length / 2);
      expect(brotli.headers["vary"]).toContain("accept-encoding");
      expect(brotli.headers["content-type"]).toBe(plain.headers["content-type"]);
    }
  });

  it("SRV-12: the page answers its own addresses only; what is unknown gets 404, under /api as JSON", async () => {
    const { url } = await startServer();
    for (const path of ["/", "/p/x", "/p/x/o/y", "/p/x?q=1", "/join", "/account"]) {
      const answer = await ask(url + path);
      expect([answer.status, answer.headers["content-type"]], path).toEqual([200, "text/html; charset=utf-8"]);
      expect(answer.text).toMatch(/^<!doctype html>/i);
    }
    const unknown = [
      "/nothing",
      "/assets/nothing.js",
      "/index.html/x",
      "/p",
      "/.built",
      "/../package.json",
      "/%2e%2e/package.json",
    ];
    for (const path of unknown) {
      const answer = await ask(url + path);
      expect([answer.status, answer.text.includes("<html")], path).toEqual([404, false]);
    }
    expect((await ask(`${url}/api/nothing`)).json()).toMatchObject({ error: { code: "notFound" } });
  });

  it("SCR-224: what every page needs comes in four files of JavaScript at most, and a small one that runs before them", () => {
    const [early = "", ...others] = initialScripts();
    expect(others.length).toBeLessThanOrEqual(4);
    expect(gzipBytes(early)).toBeLessThanOrEqual(EARLY_BYTES);
  });

  it("SCR-731: the page asks for the libraries before the small files, which wait where a browser fetches six at a time", () => {
    const [, , page, first] = initialScripts();
    expect(page).toContain("/index-");
    expect(first).toContain("/libraries-");
  });

  it("SCR-735: what opens a plan is asked for before what shows it, and needs nothing of that", () => {
    const [early = "", plan = ""] = initialScripts();
    expect(plan).toContain("/plan-");
    const imported = [...readFileSync(join(dist, plan), "utf8").matchAll(/(?:from|import)\s*"\.\/([^"]+)"/gu)];
    const names = imported.map(([, name]) => name);
    expect(names.filter((name) => !name?.startsWith("rolldown-runtime"))).toEqual([early.replace("/assets/", "")]);
  });

  it("SCR-726: each file that every page runs begins with the word by which a browser compiles it ahead", () => {
    const bundles = initialScripts().filter((path) => !path.includes("rolldown-runtime"));
    expect(bundles).toHaveLength(4);
    for (const path of bundles) {
      expect(readFileSync(join(dist, path), "utf8").startsWith("//# allFunctionsCalledOnLoad\n"), path).toBe(true);
    }
  });

  it("SRV-21: the JavaScript of a first visit is at most 200 KB, each later part at most 60 KB", () => {
    const initial = initialScripts();
    expect(initial.length).toBeGreaterThan(0);
    const sum = initial.map(gzipBytes).reduce((total, bytes) => total + bytes, 0);
    expect(sum, `initial: ${initial.join(", ")}`).toBeLessThanOrEqual(INITIAL_BYTES);
    const later = readdirSync(join(dist, "assets"))
      .filter((name) => name.endsWith(".js"))
      .map((name) => `/assets/${name}`)
      .filter((path) => !initial.includes(path));
    for (const path of later) expect(gzipBytes(path), path).toBeLessThanOrEqual(LAZY_BYTES);
  });
});
