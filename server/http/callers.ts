import type { FastifyInstance, FastifyRequest } from "fastify";

import { COMMAND_ERRORS } from "#shared/commands/commandError.ts";
import { parseId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { can } from "#shared/permissions/can.ts";
import type { Action } from "#shared/permissions/can.ts";
import type { AuditTrail } from "../auth/auditTrail.ts";
import { principalOf } from "../auth/rights.ts";
import type { Membership, Rights, SignedIn } from "../auth/rights.ts";
import { sessionHash } from "../auth/sessionCookie.ts";
import type { Config } from "../config.ts";
import type { AuditAction } from "#shared/protocol/audit.ts";
import type { AccessChange } from "../storage/accessStorage.ts";
import { isApiCall, RefusedCall } from "./apiErrors.ts";

/** Somebody who may do what their call asks for. */
interface Caller {
  readonly who: SignedIn;
  readonly membership: Membership;
}

/** Who is behind each call of the API, and whether they may. */
export interface Callers {
  /** Null if nobody is signed in. */
  find(request: FastifyRequest): SignedIn | null;
  /** @throws RefusedCall 401 */
  signedIn(request: FastifyRequest): SignedIn;
  /**
   * Who asks for something in the plan of the address, with what they are in it.
   *
   * @throws RefusedCall 401, 404 (no such plan, or none of theirs: the same answer), 403
   */
  may(request: FastifyRequest<{ Params: { planId: string } }>, action: Action): Promise<Caller>;
  /** What a call has done, for the plan's owners. */
  audit(caller: Caller, action: AuditAction, about?: string): AccessChange;
}

export const NO_SUCH_PLAN = new RefusedCall(404, "noSuchPlan", "There is no such plan. Choose one from the list.");
const SIGN_IN = new RefusedCall(401, "signedOut", "You are not signed in. Open the link that you were given.");

interface CallersOptions {
  readonly rights: Rights;
  readonly trail: AuditTrail;
  readonly config: Pick<Config, "publicUrl">;
  readonly clock: () => number;
}

/** Finds out, before anything else is done for a call of the API, who it comes from. */
export function addCallers(app: FastifyInstance, { rights, trail, config, clock }: CallersOptions): Callers {
  const callers = new WeakMap<FastifyRequest, SignedIn>();
  app.addHook("onRequest", async (request) => {
    if (!isApiCall(request.url)) return;
    const who = await rights.signedIn(sessionHash(app, request.headers.cookie, config));
    if (who) callers.set(request, who);
  });

  const find = (request: FastifyRequest): SignedIn | null => callers.get(request) ?? null;
  const signedIn = (request: FastifyRequest): SignedIn => {
    const who = find(request);
    if (!who) throw SIGN_IN;
    return who;
  };
  return {
    find,
    signedIn,
    may: async (request, action) => {
      const who = signedIn(request);
      const planId = parseId<PlanId>(request.params.planId);
      if (planId === undefined) throw NO_SUCH_PLAN;
      const membership = await rights.stable(async () => {
        // Signed out while this was on its way.
        return (await rights.signedIn(who.secretHash)) && rights.membership(who.userId, planId);
      });
      if (!membership) throw NO_SUCH_PLAN;
      // What becomes of a plan itself its owners decide also when nobody may change it any more.
      const role = AT_ANY_TIME.has(action) ? membership.given : membership.role;
      if (membership.deletedAt !== null && !(action === "deletePlan" && role === "owner")) throw NO_SUCH_PLAN;
      if (can({ role, personId: membership.personId }, action)) return { who, membership };
      trail.note({ planId, principal: principalOf(who, membership), action, way: "http", done: false });
      throw new RefusedCall(403, "notAllowed", COMMAND_ERRORS.notAllowed);
    },
    audit: ({ who: { userId, name }, membership: { planId } }, action, about = "") => ({
      kind: "audit",
      entry: { planId, at: clock(), count: 1, userId, name, action, way: "http", done: true, about },
    }),
  };
}

const AT_ANY_TIME: ReadonlySet<Action> = new Set([
  "archivePlan",
  "deletePlan",
  "editMembers",
  "editInvites",
  "seeAudit",
]);
