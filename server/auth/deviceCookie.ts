import { createHash, randomBytes } from "node:crypto";

import cookie from "@fastify/cookie";
import type { FastifyInstance } from "fastify";

import type { Config } from "../config.ts";
import { isApiCall } from "../http/apiErrors.ts";

const TWO_YEARS_S = 63_072_000;
const BYTES = 24;
const VALUE = /^[A-Za-z0-9_-]{32}$/;

/**
 * Knows a device again by a secret of 192 bits, in a cookie that no script can read. Until there are accounts the device
 * is the user. Each page and each API answer renews it, because browsers shorten how long a cookie may stay.
 */
export async function addDeviceCookie(app: FastifyInstance, config: Pick<Config, "publicUrl">): Promise<void> {
  const behindTls = config.publicUrl?.protocol === "https:";
  await app.register(cookie);
  app.addHook("onRequest", async (request, reply) => {
    if (!belongsToAPerson(request.url)) return;
    const name = cookieName(config);
    const former = request.cookies[name];
    const value = former !== undefined && VALUE.test(former) ? former : randomBytes(BYTES).toString("base64url");
    reply.setCookie(name, value, {
      path: "/",
      httpOnly: true,
      sameSite: "lax",
      secure: behindTls,
      maxAge: TWO_YEARS_S,
    });
  });
}

/** The user a request comes from, by its cookie header: a hash, so that the secret itself is kept nowhere. */
export function userOf(
  app: FastifyInstance,
  cookieHeader: string | undefined,
  config: Pick<Config, "publicUrl">,
): string | null {
  const value = cookieHeader === undefined ? undefined : app.parseCookie(cookieHeader)[cookieName(config)];
  if (value === undefined || !VALUE.test(value)) return null;
  return createHash("sha256").update(value).digest("base64url");
}

/** Behind TLS a name that no other host and no plain connection can set. */
function cookieName({ publicUrl }: Pick<Config, "publicUrl">): string {
  return publicUrl?.protocol === "https:" ? "__Host-waymark_device" : "waymark_device";
}

function belongsToAPerson(url: string): boolean {
  const path = url.split("?", 1)[0] ?? "";
  return path === "/" || path.startsWith("/p/") || isApiCall(path);
}
