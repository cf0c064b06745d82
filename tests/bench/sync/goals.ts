import type { ContestantName } from "./benchServers.ts";
import type { Measured } from "./report.ts";

export interface Goal {
  readonly goal: string;
  readonly is: number;
  readonly most: number;
}

/** Peers as they are shipped; with other settings they are shown and not compared with. */
const PEERS = ["hocuspocus", "yWebsocket"] as const satisfies readonly ContestantName[];

/** What is to be reached in one and the same run, as far as it was measured. */
export function goals(measured: Readonly<Record<string, Measured>>): readonly Goal[] {
  const figure = (event: string, server: ContestantName, name: string): number =>
    measured[event]?.[server]?.figures[name] ?? Number.NaN;
  const best = (event: string, name: string): number => {
    const theirs = PEERS.map((peer) => figure(event, peer, name)).filter((value) => !Number.isNaN(value));
    return theirs.length > 0 ? Math.min(...theirs) : Number.NaN;
  };
  const ofBest = (event: string, name: string): number => figure(event, "waymark", name) / best(event, name);
  const ofFloor = (event: string, name: string): number =>
    figure(event, "waymark", name) / figure(event, "floor", name);
  const all: readonly Goal[] = [
    { goal: "CPU, 200 × 20/s, of the best peer", is: ofBest("fanOut-200x20", "cpuPerDelivery"), most: 0.6 },
    { goal: "CPU, 200 × 200/s, of the best peer", is: ofBest("fanOut-200x200", "cpuPerDelivery"), most: 0.25 },
    { goal: "CPU, 200 × 200/s, of the floor", is: ofFloor("fanOut-200x200", "cpuPerDelivery"), most: 1 },
    { goal: "CPU, presence 200 × 5 Hz, of the best peer", is: ofBest("presence-200x5", "cpuPerDelivery"), most: 0.2 },
    { goal: "CPU, presence 200 × 5 Hz, of the floor", is: ofFloor("presence-200x5", "cpuPerDelivery"), most: 0.15 },
    { goal: "CPU, join storm, of the best peer", is: ofBest("joinStorm", "cpuMs"), most: 0.2 },
    { goal: "last client ready, join storm, of the best peer", is: ofBest("joinStorm", "lastReady"), most: 0.5 },
    { goal: "CPU, many rooms, of the best peer", is: ofBest("manyRooms", "cpuPerDelivery"), most: 0.8 },
    { goal: "memory per room, of the best peer", is: ofBest("manyRooms", "rssPerRoomKb"), most: 0.7 },
    { goal: "delivery p99, 200 × 20/s, of the best peer", is: ofBest("fanOut-200x20", "p99"), most: 1 },
    {
      goal: "delivery p99, 200 × 200/s, ms more than the best peer",
      is: figure("fanOut-200x200", "waymark", "p99") - best("fanOut-200x200", "p99"),
      most: 25,
    },
    { goal: "receipt p95, 50 writers, 200/s (ms)", is: figure("fanOut-200x200", "waymark", "receiptP95"), most: 150 },
  ];
  return all.filter(({ is }) => Number.isFinite(is));
}
