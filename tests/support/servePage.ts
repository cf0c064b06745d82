import { createServer } from "node:http";
import type { Server } from "node:http";

import { build } from "vite";
import { afterAll, beforeAll } from "vitest";

/**
 * A page that runs one module and all it imports, for tests of parts that need a real browser and no whole screen. To be
 * called at the top of a file.
 *
 * @returns gives the address, once the tests run
 */
export function servePage(entry: string): () => string {
  let server: Server | null = null;
  beforeAll(async () => {
    const script = await bundle(entry);
    server = createServer((request, response) => {
      const isScript = request.url === "/page.js";
      response.setHeader("content-type", isScript ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8");
      response.end(isScript ? script : PAGE);
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    server?.close();
    server?.closeAllConnections();
  });
  return () => {
    const address = server?.address();
    if (typeof address !== "object" || address === null) throw new Error("The page is served once the tests run.");
    return `http://127.0.0.1:${address.port}`;
  };
}

const PAGE =
  '<!doctype html><html lang="en-GB"><title>A page</title><link rel="icon" href="data:,"><body></body><script src="/page.js"></script></html>';

async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    oxc: { jsx: { runtime: "automatic", development: false } },
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    build: { write: false, minify: false, rolldownOptions: { input: entry, output: { format: "iife" } } },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (!result || !("output" in result)) throw new Error(`${entry} was not built.`);
  return result.output[0].code;
}
