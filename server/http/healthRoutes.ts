import { monitorEventLoopDelay } from "node:perf_hooks";

import type { FastifyInstance } from "fastify";

import type { PlanStorage } from "../storage/planStorage.ts";
import type { PlanRooms } from "../sync/planRooms.ts";

export interface HealthRoutesOptions {
  readonly storage: PlanStorage;
  readonly rooms: PlanRooms;
}

/** One figure of `/metrics`. */
interface Metric {
  readonly name: string;
  readonly kind: "gauge" | "counter";
  readonly says: string;
  readonly value: number;
}

const NANOSECONDS = 1e9;

/** `/healthz`: the process lives. `/readyz`: it can write. `/metrics`: its figures as Prometheus reads them. */
export function addHealthRoutes(app: FastifyInstance, { storage, rooms }: HealthRoutesOptions): void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  app.addHook("onClose", async () => void delay.disable());

  app.get("/healthz", async (_request, reply) => reply.type("text/plain").send("alive\n"));

  app.get("/readyz", async (_request, reply) => {
    const reason = rooms.draining ? "restarting" : storage.writable ? null : "the disk cannot be written to";
    return reply
      .code(reason === null ? 200 : 503)
      .type("text/plain")
      .send(`${reason ?? "ready"}\n`);
  });

  app.get("/metrics", async (_request, reply) => {
    const { rooms: loaded, sockets, sequence, pending, damaged } = rooms.metrics();
    const longest = delay.max / NANOSECONDS;
    delay.reset();
    const writable = storage.writable ? 1 : 0;
    const metrics: readonly Metric[] = [
      { name: "rss_bytes", kind: "gauge", says: "Memory of the process.", value: process.memoryUsage.rss() },
      { name: "uptime_seconds", kind: "gauge", says: "Since the process started.", value: process.uptime() },
      { name: "stall_seconds", kind: "gauge", says: "Longest event-loop stall since last asked.", value: longest },
      { name: "rooms", kind: "gauge", says: "Plans that are loaded.", value: loaded },
      { name: "sockets", kind: "gauge", says: "Open connections.", value: sockets },
      { name: "log_sequence", kind: "counter", says: "Log rows committed since the start.", value: sequence },
      { name: "pending", kind: "gauge", says: "Changes that are not on disk yet.", value: pending },
      { name: "writable", kind: "gauge", says: "Whether the disk takes what is written: 1, else 0.", value: writable },
      {
        name: "damaged_plans",
        kind: "gauge",
        says: "Plans that were asked for of which part or all is lost on disk.",
        value: damaged,
      },
    ];
    return reply.type("text/plain; version=0.0.4; charset=utf-8").send(metrics.map(toPrometheus).join(""));
  });
}

function toPrometheus({ name, kind, says, value }: Metric): string {
  return `# HELP waymark_${name} ${says}\n# TYPE waymark_${name} ${kind}\nwaymark_${name} ${value}\n`;
}
