import type { FastifyInstance } from "fastify";

import { isPlainObject } from "#shared/model/json.ts";
import { parseUserName } from "#shared/protocol/signIn.ts";
import type { Device, NewLink } from "#shared/protocol/signIn.ts";
import type { EntryLinks } from "../auth/entryLinks.ts";
import type { Rights } from "../auth/rights.ts";
import { takeSession } from "../auth/sessionCookie.ts";
import type { Config } from "../config.ts";
import type { AccessStorage } from "../storage/accessStorage.ts";
import { refusingInWords } from "./accessRefusals.ts";
import { RefusedCall, sendError } from "./apiErrors.ts";
import type { Callers } from "./callers.ts";

export interface DeviceRoutesOptions {
  readonly access: AccessStorage;
  readonly callers: Callers;
  readonly rights: Rights;
  readonly links: EntryLinks;
  readonly config: Config;
}

/** What somebody who is signed in does with their own account: their name, and the devices they are signed in on. */
export function addDeviceRoutes(app: FastifyInstance, options: DeviceRoutesOptions): void {
  const { access, callers, rights, links, config } = options;

  app.patch("/api/me", async (request, reply) => {
    const { userId } = callers.signedIn(request);
    const name = parseUserName(isPlainObject(request.body) ? request.body["name"] : undefined);
    if (!name.ok) return sendError(reply, 400, name.error);
    const user = await access.findUser(userId);
    if (user) await access.commit([{ kind: "putUser", user: { ...user, name: name.value } }]);
    return reply.code(204).send();
  });

  app.get("/api/me/devices", async (request): Promise<{ readonly devices: readonly Device[] }> => {
    const who = callers.signedIn(request);
    const sessions = (await access.sessionsOf(who.userId)).filter((session) => rights.isLive(session));
    const devices = sessions.map(({ deviceId, label, createdAt, seenAt }) => ({
      id: deviceId,
      label,
      signedInAt: createdAt,
      seenAt,
      current: deviceId === who.deviceId,
    }));
    return { devices };
  });

  app.post("/api/me/devices/link", async (request, reply) => {
    const { address, stored, change } = links.forDevice(callers.signedIn(request).userId);
    await refusingInWords(access.commit([change]));
    const made: NewLink = { link: address, expiresAt: stored.expiresAt };
    return reply.code(201).send(made);
  });

  app.delete("/api/me/devices", async (request, reply) => {
    const { userId } = callers.signedIn(request);
    await rights.shutOut(userId, await access.sessionsOf(userId));
    takeSession(reply, config);
    return reply.code(204).send();
  });

  app.delete<{ Params: { deviceId: string } }>("/api/me/devices/:deviceId", async (request, reply) => {
    const who = callers.signedIn(request);
    const sessions = await access.sessionsOf(who.userId);
    const ended = sessions.filter(({ deviceId }) => deviceId === request.params.deviceId);
    if (ended.length === 0) {
      throw new RefusedCall(404, "noSuchDevice", "That device is signed out already. Nothing is left to do.");
    }
    await rights.shutOut(who.userId, ended);
    if (who.deviceId === request.params.deviceId) takeSession(reply, config);
    return reply.code(204).send();
  });
}
