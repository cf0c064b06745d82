import type { FastifyInstance } from "fastify";

/** One line per request, by its route's pattern: no ids, no query, no cookies and nothing that anybody wrote. */
export function addRequestLog(app: FastifyInstance): void {
  app.addHook("onResponse", async (request, reply) => {
    const ms = Math.round(reply.elapsedTime);
    request.log.debug(
      { method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms },
      "Answered.",
    );
  });
}
