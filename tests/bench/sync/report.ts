import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { contestants } from "./benchServers.ts";
import type { ContestantName } from "./benchServers.ts";
import type { Figures } from "./figures.ts";
import { goals } from "./goals.ts";

const results = fileURLToPath(new URL("../results", import.meta.url));

/** One event: what each server came to, and why a run of it failed. */
export type Measured = Readonly<
  Partial<
    Record<
      ContestantName,
      { readonly figures: Figures; readonly runs: readonly Figures[]; readonly failures: readonly string[] }
    >
  >
>;

const FIGURE_NAMES: Readonly<Record<string, string>> = {
  cpuPerDelivery: "server, µs per delivered change",
  cpuMs: "server, ms in all",
  cpuPerJoin: "server, ms per join",
  cpuPerLoad: "server, ms per load",
  cpuPerChange: "server, µs per change",
  lastReady: "last client ready (ms)",
  joinP50: "join p50 (ms)",
  joinP99: "join p99 (ms)",
  firstSyncKb: "first sync (KB)",
  firstSyncMb: "first sync (MB)",
  p50: "delivery p50 (ms)",
  p99: "delivery p99 (ms)",
  receiptP95: "receipt p95 (ms)",
  receiptP99: "receipt p99 (ms)",
  missing: "not delivered",
  skipped: "states overtaken",
  rssPerRoomKb: "memory per room (KB)",
  rssMb: "memory (MB)",
  rssGrownMb: "memory grown by (MB)",
  storedMb: "on disk (MB)",
  openMs: "open after a restart (ms)",
  serverLoad: "server busy (%)",
  ownLoad: "generator busy (%)",
};

export interface ReportOptions {
  readonly rounds: number;
  readonly seconds: number;
}

/** Prints what one event came to. */
export function printEvent(event: string, servers: Measured): void {
  console.log(`\n${event}`);
  console.table(tableOf(servers));
}

/** Prints the goals, and keeps everything as JSON. */
export function report(measured: Readonly<Record<string, Measured>>, { rounds, seconds }: ReportOptions): void {
  const reached = goals(measured);
  console.log("\nGoals");
  console.table(reached.map(({ goal, is, most }) => ({ goal, is: rounded(is), most, met: is <= most })));
  mkdirSync(results, { recursive: true });
  const file = join(results, `sync-${new Date().toISOString().replaceAll(":", "-")}.json`);
  const machine = { node: process.version, cpus: cpus().length, model: cpus()[0]?.model };
  const kept = { bench: "sync", at: new Date().toISOString(), rounds, seconds, machine, peers: versions(), measured };
  writeFileSync(file, `${JSON.stringify({ ...kept, goals: reached }, null, 2)}\n`);
  console.log(file);
}

function tableOf(servers: Measured): Readonly<Record<string, Readonly<Record<string, number | string>>>> {
  const columns = Object.entries(servers);
  const names = Object.keys(FIGURE_NAMES).filter((name) => columns.some(([, { figures }]) => name in figures));
  const row = (name: string): Readonly<Record<string, number | string>> =>
    Object.fromEntries(
      columns.map(([server, { figures, failures }]) => [
        contestants[server as ContestantName].title,
        figures[name] === undefined ? (failures.length > 0 ? "failed" : "") : rounded(figures[name]),
      ]),
    );
  return Object.fromEntries(names.map((name) => [FIGURE_NAMES[name] ?? name, row(name)]));
}

function versions(): unknown {
  const manifest: unknown = JSON.parse(readFileSync(new URL("./peers/package.json", import.meta.url), "utf8"));
  return typeof manifest === "object" && manifest !== null && "dependencies" in manifest ? manifest.dependencies : {};
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
