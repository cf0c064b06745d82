import type { FastifyInstance } from "fastify";

import { writePlanFile } from "#shared/exchange/planFile.ts";
import { DAY_MS, MINUTE_MS } from "#shared/model/duration.ts";
import { isPlainObject } from "#shared/model/json.ts";
import type { ApiError, PlanListing } from "#shared/protocol/httpApi.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";
import { parseCommandRequest } from "#shared/protocol/planCommand.ts";
import type { AuditTrail } from "../auth/auditTrail.ts";
import { principalOf } from "../auth/rights.ts";
import type { Membership, Rights } from "../auth/rights.ts";
import type { LimitSettings } from "../limits.ts";
import type { PlanStorage, StoredPlan } from "../storage/planStorage.ts";
import type { PlanRooms } from "../sync/planRooms.ts";
import { nextTurn } from "../sync/turns.ts";
import { sendError } from "./apiErrors.ts";
import { NO_SUCH_PLAN } from "./callers.ts";
import type { Callers } from "./callers.ts";
import { NewPlanReader } from "./newPlanReader.ts";

export interface PlanRoutesOptions {
  readonly storage: PlanStorage;
  readonly rooms: PlanRooms;
  readonly callers: Callers;
  readonly rights: Rights;
  readonly trail: AuditTrail;
  readonly settings: LimitSettings;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

type InPlan = { Params: { planId: string } };

const OWNS_ENOUGH: ApiError = {
  code: "tooManyPlans",
  message: "You own as many plans as one person may. Ask whoever runs the server to allow more, then try again.",
};

/** Plans themselves: listed, made, exported, changed by command, archived, deleted and restored. */
export function addPlanRoutes(app: FastifyInstance, options: PlanRoutesOptions): void {
  const { storage, rooms, callers, rights, trail, clock } = options;
  const { limits, timeScale } = options.settings;
  const { access } = storage;

  const listing = ({ planId, title, createdAt, updatedAt }: StoredPlan, membership: Membership): PlanListing => {
    const { given: role, personId, archivedAt, deletedAt } = membership;
    const restorableUntil = (deletedAt ?? clock()) + limits.deletedPlanDays * DAY_MS * timeScale;
    return { id: planId, title, createdAt, updatedAt, role, personId, archivedAt, deletedAt, restorableUntil };
  };

  app.get("/api/plans", async (request): Promise<{ readonly plans: readonly PlanListing[] }> => {
    const { userId } = callers.signedIn(request);
    const mine = await access.membershipsOf(userId);
    const planIds = new Set(mine.map(({ planId }) => planId));
    const stored = (await storage.listPlans()).filter(({ planId }) => planIds.has(planId));
    const listed = await Promise.all(
      stored.map(async (plan) => {
        const membership = await rights.membership(userId, plan.planId);
        const isGone = membership?.deletedAt !== null && membership?.given !== "owner";
        return membership && !isGone ? [listing(plan, membership)] : [];
      }),
    );
    return { plans: listed.flat() };
  });

  const creation = {
    bodyLimit: limits.importBytes,
    config: { rateLimit: { max: limits.newPlansPerMinute, timeWindow: MINUTE_MS * timeScale } },
  };
  const reader = new NewPlanReader();
  void app.register(async (files) => {
    files.removeContentTypeParser("application/json");
    files.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    files.post<{ Body: Buffer }>("/api/plans", creation, async (request, reply) => {
      const { userId, name } = callers.signedIn(request);
      const owned = (await access.membershipsOf(userId)).filter(({ role }) => role === "owner");
      if (owned.length >= limits.plansPerOwner) return sendError(reply, 409, OWNS_ENOUGH);
      const asked = { body: request.body, at: clock(), owner: userId, mostBytes: limits.documentBytes };
      const read = await reader.read(asked);
      // Reading may take a while, in which they may have signed out.
      callers.signedIn(request);
      if (!read.ok) return sendError(reply, read.error.status, read.error.error);
      const { plan, from } = read.value;
      await storage.createPlan(plan);
      const what = { action: "createPlan", way: "http", done: true, about: from } as const;
      const entry = { planId: plan.planId, at: clock(), count: 1, userId, name, ...what };
      await access.commit([{ kind: "audit", entry }]);
      return reply.code(201).send({ id: plan.planId });
    });
  });

  app.get<InPlan>("/api/plans/:planId", async (request): Promise<PlanListing> => {
    const { membership } = await callers.may(request, "seePlan");
    const plan = await storage.findPlan(membership.planId);
    if (!plan) throw NO_SUCH_PLAN;
    return listing(plan, membership);
  });

  app.patch<InPlan>("/api/plans/:planId", async (request, reply) => {
    const caller = await callers.may(request, "archivePlan");
    const archived = isPlainObject(request.body) ? request.body["archived"] : undefined;
    if (typeof archived !== "boolean") {
      return sendError(reply, 400, {
        code: "malformedInput",
        message: "Say whether the plan is archived. Reload the page.",
      });
    }
    const { planId, archivedAt, deletedAt } = caller.membership;
    if ((archivedAt !== null) !== archived) {
      const condition = { planId, archivedAt: archived ? clock() : null, deletedAt };
      const audit = callers.audit(caller, "archivePlan", archived ? "archived" : "restored");
      await rights.change([{ kind: "putCondition", condition }, audit], { planId, reason: closeCodes.forbidden });
    }
    return reply.code(204).send();
  });

  app.delete<InPlan>("/api/plans/:planId", async (request, reply) => {
    const caller = await callers.may(request, "deletePlan");
    const { planId, archivedAt, deletedAt } = caller.membership;
    if (deletedAt === null) {
      const condition = { planId, archivedAt, deletedAt: clock() };
      const audit = callers.audit(caller, "deletePlan");
      await rights.change([{ kind: "putCondition", condition }, audit], { planId, reason: closeCodes.notFound });
    }
    return reply.code(204).send();
  });

  app.post<InPlan>("/api/plans/:planId/restore", async (request, reply) => {
    const caller = await callers.may(request, "deletePlan");
    const { planId, archivedAt, deletedAt } = caller.membership;
    if (deletedAt !== null) {
      const condition = { planId, archivedAt, deletedAt: null };
      await rights.change([{ kind: "putCondition", condition }, callers.audit(caller, "restorePlan")]);
    }
    return reply.code(204).send();
  });

  app.get<InPlan>("/api/plans/:planId/export", async (request, reply) => {
    const { who, membership } = await callers.may(request, "exportPlan");
    const { planId } = membership;
    const before = rights.changes;
    const plan = await rooms.read(planId);
    if (!plan) throw NO_SUCH_PLAN;
    await nextTurn();
    // Reading a plan may take a while, in which its rights may have changed.
    if (rights.changes !== before) await callers.may(request, "exportPlan");
    // Noted, not written now: a plan can also be kept while the disk refuses.
    trail.note({ planId, principal: principalOf(who, membership), action: "exportPlan", way: "http", done: true });
    const part = plan.isWhole ? "" : "-damaged";
    reply.header("content-disposition", `attachment; filename="waymark-plan-${planId}${part}.json"`);
    const file = writePlanFile(plan.records);
    await nextTurn();
    return reply.type("application/json; charset=utf-8").send(JSON.stringify(file));
  });

  app.post<InPlan>("/api/plans/:planId/commands", { bodyLimit: limits.updateBytes }, async (request, reply) => {
    await callers.may(request, "seePlan");
    const asked = parseCommandRequest(request.body);
    if (!asked) {
      const message = "Send key, name and input of a command as JSON; see shared/protocol/planCommand.ts.";
      return sendError(reply, 400, { code: "malformedInput", message });
    }
    for (;;) {
      const before = rights.changes;
      const { who, membership } = await callers.may(request, "seePlan");
      const asker = { principal: principalOf(who, membership), mayStill: () => rights.changes === before };
      const answer = await rooms.command(membership.planId, asker, asked);
      if (answer === "unknown") throw NO_SUCH_PLAN;
      if (answer) return answer;
    }
  });
}
