import type { FastifyInstance } from "fastify";

/** Serves the client from its sources through Vite, which updates the open page at every edit. For development only. */
export async function sourceClient(app: FastifyInstance): Promise<void> {
  // Not installed in production, so it must not be imported there.
  const { createServer } = await import("vite");
  const vite = await createServer({ server: { middlewareMode: true, hmr: { server: app.server } }, appType: "spa" });
  app.addHook("onClose", async () => vite.close());
  app.addHook("onRequest", async (_request, reply) => {
    // Vite's own page has an inline script.
    reply.raw.removeHeader("content-security-policy");
  });
  app.get("/*", (request, reply) => {
    reply.hijack();
    vite.middlewares(request.raw, reply.raw);
  });
}
