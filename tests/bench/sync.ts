/**
 * `npm run bench -- sync [EVENT …] [--rounds N] [--seconds N] [--servers a,b]`: what syncing costs, beside other Yjs
 * servers and a plain broadcast of the same bytes. All events unless some are named: `fanOut-200x20`, or
 * `fanOut` for every one of them. Prints tables and writes JSON to tests/bench/results. What is lost when a server is
 * killed is counted by `npm run bench -- crash`.
 *
 * Every round runs every server once, one at a time, so that whatever else the machine does falls on all alike. Of each
 * run the server is a process of its own, the load generator another; figures are medians over the rounds.
 */
import { parseArgs } from "node:util";

import { contestants } from "./sync/benchServers.ts";
import type { ContestantName } from "./sync/benchServers.ts";
import { medians } from "./sync/figures.ts";
import type { Figures } from "./sync/figures.ts";
import { installPeers } from "./sync/installPeers.ts";
import { printEvent, report } from "./sync/report.ts";
import type { Measured } from "./sync/report.ts";
import { runOnce } from "./sync/runOnce.ts";
import { events } from "./sync/scenarios/scenarios.ts";
import type { Event } from "./sync/scenarios/scenarios.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "5" },
    servers: { type: "string", default: Object.keys(contestants).join(",") },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const taking = values.servers.split(",");
const chosen = Object.entries(events).filter(
  ([name]) =>
    positionals.length === 0 || positionals.some((wanted) => name === wanted || name.startsWith(`${wanted}-`)),
);
const withPeers = taking.every((name) => name === "waymark") || installPeers();

const measured: Record<string, Measured> = {};
for (const [name, event] of chosen) {
  const came = await measure(name, event);
  measured[name] = came;
  printEvent(name, came);
}
report(measured, { rounds, seconds });

async function measure(name: string, event: Event): Promise<Measured> {
  const runs = new Map<ContestantName, Figures[]>();
  const failures = new Map<ContestantName, string[]>();
  const present = event.contestants.filter((each) => taking.includes(each) && (withPeers || each === "waymark"));
  for (let round = 0; round < Math.min(rounds, event.mostRounds ?? rounds); round += 1) {
    for (const contestant of present) {
      const answer = await runOnce({ scenario: event.scenario, contestant, seconds, sizes: event.sizes });
      if ("failed" in answer) {
        console.log(`${name}, ${contestants[contestant].title}: ${answer.failed}`);
        failures.set(contestant, [...(failures.get(contestant) ?? []), answer.failed]);
      } else runs.set(contestant, [...(runs.get(contestant) ?? []), answer.figures]);
    }
  }
  return Object.fromEntries(
    present.map((contestant) => [
      contestant,
      {
        figures: medians(runs.get(contestant) ?? []),
        runs: runs.get(contestant) ?? [],
        failures: failures.get(contestant) ?? [],
      },
    ]),
  );
}
