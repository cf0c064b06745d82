import type { IncomingMessage } from "node:http";

import type { FastifyInstance } from "fastify";

import type { ApiError } from "#shared/protocol/httpApi.ts";

import type { Config } from "../config.ts";
import { sendError } from "./apiErrors.ts";

/** Why a request is not answered. */
export type AddressRefusal = "foreignHost" | "foreignOrigin";

const LOOPBACK_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Decides from its address whether a request may come in: from Waymark's own pages, or from a program that is no browser.
 * Without it any page on the web could reach a server on this machine, under a name of its own (DNS rebinding) or across
 * origins. Only names that people were given count: the loopback names with the port in use, and PUBLIC_URL.
 */
export function createAddressGuard({ publicUrl }: Pick<Config, "publicUrl">) {
  return (request: IncomingMessage): AddressRefusal | null => {
    const { host, origin } = request.headers;
    const port = request.socket.localPort;
    const isOurs = (url: URL | null): boolean => {
      if (url === null) return false;
      if (publicUrl !== null && url.host === publicUrl.host) return true;
      return LOOPBACK_NAMES.has(url.hostname) && Number(url.port || 80) === port;
    };
    // Parsed and written again it must be the same: `localhost:3000@evil.example` is not.
    const hostUrl = host === undefined ? null : URL.parse(`http://${host}`);
    if (!isOurs(hostUrl) || !isWholeHost(host, hostUrl)) return "foreignHost";
    if (origin === undefined) return null;
    const originUrl = URL.parse(origin);
    const isKnownScheme = originUrl?.origin === publicUrl?.origin || originUrl?.protocol === "http:";
    return isOurs(originUrl) && originUrl?.origin === origin && isKnownScheme ? null : "foreignOrigin";
  };
}

export type AddressGuard = ReturnType<typeof createAddressGuard>;

function isWholeHost(host: string | undefined, url: URL | null): boolean {
  if (host === undefined || url === null) return false;
  const given = host.toLowerCase();
  return given === url.host || given === `${url.host}:80` || given === `${url.host}:443`;
}

const REFUSALS: Readonly<Record<AddressRefusal, { readonly status: number; readonly error: ApiError }>> = {
  foreignHost: {
    status: 421,
    error: {
      code: "foreignHost",
      message:
        "Waymark is not reached under this name. Use http://localhost with its port, or set PUBLIC_URL to this address.",
    },
  },
  foreignOrigin: {
    status: 403,
    error: {
      code: "foreignOrigin",
      message: "Another site's page has asked for this. Open Waymark itself and try again.",
    },
  },
};

/** Turns away what the guard refuses, before anything else is done for it. */
export function addAddressGuard(app: FastifyInstance, guard: AddressGuard): void {
  app.addHook("onRequest", async (request, reply) => {
    const refusal = guard(request.raw);
    if (refusal === null) return;
    const { status, error } = REFUSALS[refusal];
    await sendError(reply, status, error);
  });
}
