import { afterAll, beforeAll } from "vitest";

import { startPageServer } from "./pageServer.ts";

/**
 * A page that runs one module and all it imports, for tests of parts that need a real browser and no whole screen. To be
 * called at the top of a file.
 *
 * @returns gives the address, once the tests run
 */
export function servePage(entry: string): () => string {
  let server: Awaited<ReturnType<typeof startPageServer>> | null = null;
  beforeAll(async () => {
    server = await startPageServer(entry, { minify: false });
  });
  afterAll(() => server?.stop());
  return () => {
    if (!server) throw new Error("The page is served once the tests run.");
    return server.url;
  };
}
