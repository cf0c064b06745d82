import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import { isPlainObject } from "#shared/model/json.ts";
import { LINK_REFUSED, parseEntrySecret, parseSignInRequest } from "#shared/protocol/signIn.ts";
import type { Session } from "#shared/protocol/signIn.ts";
import { deviceLabel } from "../auth/deviceLabel.ts";
import type { Rights } from "../auth/rights.ts";
import { formerDevice, giveSession, takeSession } from "../auth/sessionCookie.ts";
import type { SignIn } from "../auth/signIn.ts";
import type { Config } from "../config.ts";
import { TokenBuckets } from "../sync/tokenBuckets.ts";
import { RATE_LIMITED, sendError } from "./apiErrors.ts";
import type { Callers } from "./callers.ts";
import { subscriberOf } from "./clientAddress.ts";

export interface EntryRoutesOptions {
  readonly callers: Callers;
  readonly rights: Rights;
  readonly signIn: SignIn;
  readonly config: Config;
}

/**
 * How people come in and go. A link that works always does: only wrong ones are counted, by address, so that nobody who
 * guesses keeps out the others behind the same address.
 */
export function addEntryRoutes(app: FastifyInstance, { callers, rights, signIn, config }: EntryRoutesOptions): void {
  const { wrongLinksPerMinute } = config.limits;
  const guesses = new TokenBuckets(wrongLinksPerMinute / 60, wrongLinksPerMinute);
  const refuseLink = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    guesses.take(subscriberOf(request.ip)) ? sendError(reply, 404, LINK_REFUSED) : sendError(reply, 429, RATE_LIMITED);

  app.get("/api/session", async (request): Promise<{ readonly session: Session | null }> => {
    const who = callers.find(request);
    if (!who) return { session: null };
    const { userId, name, deviceId, endsAt } = who;
    return { session: { userId, name, deviceId, endsAt } };
  });

  app.post("/api/links/look", async (request, reply) => {
    const secret = isPlainObject(request.body) ? parseEntrySecret(request.body["link"]) : undefined;
    const sight = secret ? await signIn.look(secret, callers.find(request)) : null;
    return sight ?? refuseLink(request, reply);
  });

  app.post("/api/sign-in", async (request, reply) => {
    const asked = parseSignInRequest(request.body);
    if (!asked.ok) {
      return asked.error.code === LINK_REFUSED.code ? refuseLink(request, reply) : sendError(reply, 400, asked.error);
    }
    const entered = await signIn.enter(asked.value, {
      label: deviceLabel(request.headers["user-agent"]),
      who: callers.find(request),
      formerDevice: formerDevice(app, request.headers.cookie, config),
    });
    if (!entered.ok) {
      const { status, error } = entered.error;
      return status === 404 ? refuseLink(request, reply) : sendError(reply, status, error);
    }
    const { planId, session } = entered.value;
    if (session) giveSession(reply, config, session.secret, session.endsAt);
    return reply.code(201).send({ planId });
  });

  app.post("/api/sign-out", async (request, reply) => {
    const who = callers.find(request);
    if (who) await rights.endSessions([who]);
    takeSession(reply, config);
    return reply.code(204).send();
  });
}
