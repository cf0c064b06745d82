import { STATUS_CODES } from "node:http";

import type { FastifyInstance, FastifyReply } from "fastify";

import type { ApiError } from "#shared/protocol/httpApi.ts";

import { DamagedPlanError, DiskRefusedError } from "../storage/planStorage.ts";

/** For answers that no page is made of, such as a refused upgrade. */
export const BARE_HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cache-Control": "no-store",
};

export const MALFORMED_JSON: ApiError = {
  code: "malformedJson",
  message: "That is not well-formed JSON. Check the file.",
};

/** What goes wrong before a route is reached, by Fastify's own error code. */
const FASTIFY_ERRORS: Readonly<Record<string, ApiError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: "tooLarge",
    message: "That is more than can be taken in at once. Send a smaller file.",
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: "jsonNeeded", message: "Send JSON, with content-type: application/json." },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: "malformedJson", message: "The body is empty. Send JSON." },
  FST_ERR_CTP_INVALID_JSON_BODY: MALFORMED_JSON,
};

const MALFORMED: ApiError = {
  code: "malformedRequest",
  message: "The request was not understood. Reload the page and try again.",
};
export const RATE_LIMITED: ApiError = {
  code: "rateLimited",
  message: "Too much was asked for at once. Wait a minute and try again.",
};
const DISK_REFUSES: ApiError = {
  code: "diskRefuses",
  message: "The server cannot save anything just now. Nothing was changed; try again in a few minutes.",
};
const PLAN_DAMAGED: ApiError = {
  code: "planDamaged",
  message:
    "What the server keeps about this plan, or about who may come in, is damaged on its disk. Ask whoever runs the server to restore a backup.",
};
const INTERNAL: ApiError = {
  code: "internal",
  message: "Something went wrong on the server. Nothing was changed; try again in a moment.",
};

/** Thrown by whatever answers a call, to be answered with a status and words for the person. */
export class RefusedCall extends Error {
  override readonly name = "RefusedCall";
  readonly status: number;
  readonly error: ApiError;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.error = { code, message };
  }
}

export function sendError(reply: FastifyReply, status: number, error: ApiError): FastifyReply {
  return reply.code(status).send({ error });
}

/** Answers everything that goes wrong, and every address that is none. What is wrong inside stays in the log. */
export function addErrorAnswers(app: FastifyInstance): void {
  app.setErrorHandler<Error & { readonly statusCode?: number; readonly code?: string }>((error, request, reply) => {
    if (error instanceof RefusedCall) return sendError(reply, error.status, error.error);
    const status = error.statusCode ?? 500;
    if (status === 429) return sendError(reply, status, RATE_LIMITED);
    if (status >= 400 && status < 500) return sendError(reply, status, FASTIFY_ERRORS[error.code ?? ""] ?? MALFORMED);
    request.log.error({ err: error, route: request.routeOptions.url }, "A request failed.");
    if (error instanceof DiskRefusedError) return sendError(reply, 503, DISK_REFUSES);
    if (error instanceof DamagedPlanError) return sendError(reply, 503, PLAN_DAMAGED);
    return sendError(reply, 500, INTERNAL);
  });
  app.setNotFoundHandler((request, reply) => {
    if (isApiCall(request.url)) {
      return sendError(reply, 404, {
        code: "notFound",
        message: "There is no such address. Check it, or reload the page.",
      });
    }
    return reply.code(404).type("text/plain; charset=utf-8").send(`${STATUS_CODES[404]}. Your plans are listed at /\n`);
  });
}

/** Answers an address that cannot even be read, which no hook and no route gets to see. */
export function answerUnreadable(reply: FastifyReply): void {
  void sendError(reply.headers(BARE_HEADERS), 400, MALFORMED);
}

export function isApiCall(url: string): boolean {
  return url === "/api" || url.startsWith("/api/");
}
