import type { IncomingMessage } from "node:http";

import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

import type { Config } from "../config.ts";
import type { AddressGuard } from "./addressGuard.ts";

/**
 * The hashes of the two style tags that React Aria puts into the page: one for what can be pressed, one on iOS while a
 * dialog is open. A test takes them anew from the installed package.
 */
export const REACT_ARIA_STYLES = [
  "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  "'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='",
] as const;

const TWO_YEARS_S = 63_072_000;

/** Puts the headers on every answer, errors and files too: nothing inline, nothing from elsewhere, no frames. */
export async function addSecurityHeaders(
  app: FastifyInstance,
  { publicUrl }: Pick<Config, "publicUrl">,
  guard: AddressGuard,
): Promise<void> {
  const behindTls = publicUrl?.protocol === "https:";
  // Not every browser counts the WebSocket of its own address as 'self'.
  const ownSocket = (request: IncomingMessage): string => {
    if (guard(request) === "foreignHost") return "'self'";
    return `${behindTls ? "wss" : "ws"}://${request.headers.host}`;
  };
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'", ...REACT_ARIA_STYLES],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'", ownSocket],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
      },
    },
    strictTransportSecurity: behindTls ? { maxAge: TWO_YEARS_S, includeSubDomains: false } : false,
    // With "no-referrer" a browser would send `Origin: null` with some of our own requests.
    referrerPolicy: { policy: "same-origin" },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  });
  app.addHook("onSend", async (_request, reply) => {
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });
}
