import { existsSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";

import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

import { ACCOUNT_PATH, JOIN_PATH } from "#shared/protocol/signIn.ts";

/** Where the build puts the client. */
const BUILT = fileURLToPath(new URL("../../dist/client", import.meta.url));

const A_YEAR = "public, max-age=31536000, immutable";

/** Adds the screens to a server, each in its own way: built, or straight from the sources. */
export type ClientSource = (app: FastifyInstance) => Promise<void>;

/**
 * Serves the built client. Files under assets/ have a hash in their name and never change; all others, the page and the
 * service worker first of all, are asked for anew each time.
 *
 * @throws if the client has not been built
 */
export const builtClient: ClientSource = async (app) => {
  if (!existsSync(join(BUILT, "index.html"))) {
    throw new Error("The client has not been built. Run `npm run build`, or start with `npm start`, which does that.");
  }
  await app.register(fastifyStatic, {
    root: BUILT,
    index: false,
    dotfiles: "ignore",
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header("cache-control", path.startsWith(join(BUILT, "assets") + sep) ? A_YEAR : "no-cache");
    },
  });
  for (const url of ["/", "/p/*", JOIN_PATH, ACCOUNT_PATH])
    app.get(url, (_request, reply) => reply.sendFile("index.html"));
};
