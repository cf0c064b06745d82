import { createServer } from "node:http";
import type { Server } from "node:http";

import { build } from "vite";

interface PageServer {
  readonly url: string;
  readonly http: Server;
  stop(): void;
}

/** Serves a page that runs one module and all it imports. Whoever starts it stops it. */
export async function startPageServer(entry: string, { minify }: { readonly minify: boolean }): Promise<PageServer> {
  const script = await bundle(entry, minify);
  const server = createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.setHeader("content-type", isScript ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8");
    response.end(isScript ? script : PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The page is served nowhere.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    http: server,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const PAGE =
  '<!doctype html><html lang="en-GB"><title>A page</title><link rel="icon" href="data:,"><body></body><script src="/page.js"></script></html>';

async function bundle(entry: string, minify: boolean): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    oxc: { jsx: { runtime: "automatic", development: false } },
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    build: { write: false, minify, rolldownOptions: { input: entry, output: { format: "iife" } } },
  });
  const [result] = Array.isArray(built) ? built : [built];
  if (!result || !("output" in result)) throw new Error(`${entry} was not built.`);
  return result.output[0].code;
}
