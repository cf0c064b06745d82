import cookie from "@fastify/cookie";
import type { FastifyInstance, FastifyReply } from "fastify";

import type { Config } from "../config.ts";
import { hashOf } from "./secret.ts";

const SECRET = /^[A-Za-z0-9_-]{43}$/;
/** A secret of 192 bits that each device had before people could sign in. */
const FORMER_DEVICE = /^[A-Za-z0-9_-]{32}$/;

type Place = Pick<Config, "publicUrl">;

/** The cookie of a session, which no script can read and no other site's page sends with a change. */
export async function addCookies(app: FastifyInstance): Promise<void> {
  await app.register(cookie);
}

/** @param endsAt milliseconds since 1970 */
export function giveSession(reply: FastifyReply, place: Place, secret: string, endsAt: number): void {
  reply.setCookie(sessionName(place), secret, { ...attributes(place), expires: new Date(endsAt) });
  reply.clearCookie(formerDeviceName(place), attributes(place));
}

export function takeSession(reply: FastifyReply, place: Place): void {
  reply.clearCookie(sessionName(place), attributes(place));
}

/** The hash under which the session that a request brings would be found; null if it brings none. */
export function sessionHash(app: FastifyInstance, cookies: string | undefined, place: Place): string | null {
  const secret = cookies === undefined ? undefined : app.parseCookie(cookies)[sessionName(place)];
  return secret !== undefined && SECRET.test(secret) ? hashOf(secret) : null;
}

/** Under whose name this device wrote before people could sign in; null if it did not. */
export function formerDevice(app: FastifyInstance, cookies: string | undefined, place: Place): string | null {
  const secret = cookies === undefined ? undefined : app.parseCookie(cookies)[formerDeviceName(place)];
  return secret !== undefined && FORMER_DEVICE.test(secret) ? hashOf(secret) : null;
}

function attributes(place: Place) {
  return { path: "/", httpOnly: true, sameSite: "lax", secure: isBehindTls(place) } as const;
}

function sessionName(place: Place): string {
  return isBehindTls(place) ? "__Host-waymark_session" : "waymark_session";
}

function formerDeviceName(place: Place): string {
  return isBehindTls(place) ? "__Host-waymark_device" : "waymark_device";
}

/** Then a name that no other host and no plain connection can set. */
function isBehindTls({ publicUrl }: Place): boolean {
  return publicUrl?.protocol === "https:";
}
