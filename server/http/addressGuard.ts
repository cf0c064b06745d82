import type { IncomingMessage } from "node:http";

import type { FastifyInstance } from "fastify";

import type { ApiError } from "#shared/protocol/httpApi.ts";

import type { Config } from "../config.ts";
import { sendError } from "./apiErrors.ts";

/** Why a request is not answered. */
export type AddressRefusal = "foreignHost" | "foreignOrigin";

const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Decides from its address whether a request may come in: from Waymark's own pages, or from a program that is no browser.
 * Without it any page on the web could reach a server on this machine, under a name of its own (DNS rebinding) or across
 * origins. Only addresses that people were given count: the loopback names with the port in use, and PUBLIC_URL. They are
 * compared as they are written, because whatever takes an address apart can be misled.
 */
export function createAddressGuard({ publicUrl }: Pick<Config, "publicUrl">) {
  return (request: IncomingMessage): AddressRefusal | null => {
    const { host, origin } = request.headers;
    const port = request.socket.localPort;
    const local = LOOPBACK_NAMES.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
    const hosts = publicUrl === null ? local : [...local, ...hostsOf(publicUrl)];
    if (host === undefined || !hosts.includes(host.toLowerCase())) return "foreignHost";
    if (origin === undefined || origin === publicUrl?.origin) return null;
    return local.some((name) => origin === `http://${name}`) ? null : "foreignOrigin";
  };
}

export type AddressGuard = ReturnType<typeof createAddressGuard>;

/** How a Host header names the address: the port that belongs to the scheme may be left out. */
function hostsOf({ host, port, protocol }: URL): readonly string[] {
  return port === "" ? [host, `${host}:${protocol === "https:" ? 443 : 80}`] : [host];
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
