import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";

import { writePlanFile } from "#shared/exchange/planFile.ts";
import { parseId } from "#shared/model/id.ts";
import type { PlanId } from "#shared/model/id.ts";
import { parseNewPlanRequest } from "#shared/protocol/httpApi.ts";
import type { PlanListing } from "#shared/protocol/httpApi.ts";

import type { LimitSettings } from "../limits.ts";
import type { PlanStorage } from "../storage/planStorage.ts";
import type { PlanRooms } from "../sync/planRooms.ts";
import { sendError } from "./apiErrors.ts";
import { contentOf, newPlan } from "./newPlan.ts";

export interface PlanRoutesOptions {
  readonly storage: PlanStorage;
  readonly rooms: PlanRooms;
  readonly settings: LimitSettings;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

const MINUTE_MS = 60_000;
/** Problems of a plan file that are put into one message; more would not be read. */
const PROBLEMS_TOLD = 5;

/** The HTTP calls of shared/protocol/httpApi.ts. */
export async function addPlanRoutes(app: FastifyInstance, options: PlanRoutesOptions): Promise<void> {
  const { storage, rooms, clock } = options;
  const { limits, timeScale } = options.settings;
  const timeWindow = MINUTE_MS * timeScale;
  await app.register(rateLimit, { max: limits.apiCallsPerMinute, timeWindow });

  app.get("/api/plans", async (): Promise<{ readonly plans: readonly PlanListing[] }> => {
    const stored = await storage.listPlans();
    return {
      plans: stored.map(({ planId, title, createdAt, updatedAt }) => ({ id: planId, title, createdAt, updatedAt })),
    };
  });

  const creation = {
    bodyLimit: limits.importBytes,
    config: { rateLimit: { max: limits.newPlansPerMinute, timeWindow } },
  };
  app.post("/api/plans", creation, async (request, reply) => {
    const asked = parseNewPlanRequest(request.body);
    if (!asked.ok) return sendError(reply, 400, asked.error);
    const content = contentOf(asked.value, clock());
    if (!content.ok) {
      const told = content.error.slice(0, PROBLEMS_TOLD).map(({ path, message }) => `${path}: ${message}`);
      return sendError(reply, 400, { code: "badPlanFile", message: told.join("\n") });
    }
    const plan = newPlan(content.value, clock());
    if (plan.state.length > limits.documentBytes) {
      const message = "This plan is larger than the server takes. Remove what is no longer needed from the file.";
      return sendError(reply, 413, { code: "planTooLarge", message });
    }
    await storage.createPlan(plan);
    return reply.code(201).send({ id: plan.planId });
  });

  app.get<{ Params: { planId: string } }>("/api/plans/:planId/export", async (request, reply) => {
    const planId = parseId<PlanId>(request.params.planId);
    const plan = planId === undefined ? null : await rooms.read(planId);
    if (planId === undefined || plan === null) {
      return sendError(reply, 404, { code: "noSuchPlan", message: "There is no such plan. Choose one from the list." });
    }
    const part = plan.isWhole ? "" : "-damaged";
    reply.header("content-disposition", `attachment; filename="waymark-plan-${planId}${part}.json"`);
    return writePlanFile(plan.records);
  });
}
