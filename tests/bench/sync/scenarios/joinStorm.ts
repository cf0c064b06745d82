import { contestants, startBenchServer } from "../benchServers.ts";
import { quantile } from "../figures.ts";
import { Guest } from "../guest.ts";
import { rssBytes } from "../processFigures.ts";
import { seedPlan } from "../workload.ts";
import { evenly, pause } from "./scenario.ts";
import type { Scenario } from "./scenario.ts";
import { seededRoom } from "./seededRoom.ts";
import { Spending } from "./spending.ts";

/** Everybody comes within a second, to a plan that is open and holds a great deal. */
export const joinStorm: Scenario = async ({ contestant, dataDir, sizes }) => {
  const { clients = 200, cards = 2_000 } = sizes;
  const { dialect } = contestants[contestant];
  const server = await startBenchServer(contestant, dataDir);
  const { port, pid } = server;
  const { room, end } = await seededRoom(port, dialect, seedPlan(cards));
  await pause(500);
  const guests: Guest[] = [];
  const took: number[] = [];
  let bytes = 0;
  const spending = new Spending(pid);
  const from = performance.now();
  const joining: Promise<void>[] = [];
  await evenly(clients, clients, () => {
    const came = performance.now();
    const guest = new Guest({ port, dialect, room });
    guests.push(guest);
    joining.push(
      guest.ready.then((first) => {
        took.push(performance.now() - came);
        bytes = first?.length ?? 0;
      }),
    );
  });
  await Promise.all(joining);
  const lastReady = performance.now() - from;
  const { serverMs, loads } = spending.end();
  const rssMb = rssBytes(pid) / 2 ** 20;
  for (const guest of guests) guest.end();
  end();
  await server.stop("SIGKILL");
  return {
    cpuMs: serverMs,
    cpuPerJoin: serverMs / clients,
    lastReady,
    joinP50: quantile(took, 0.5),
    joinP99: quantile(took, 0.99),
    firstSyncKb: bytes / 1_024,
    ...loads,
    rssMb,
  };
};
