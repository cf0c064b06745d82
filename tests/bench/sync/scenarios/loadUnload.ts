import { contestants, startBenchServer } from "../benchServers.ts";
import { Guest } from "../guest.ts";
import { rssBytes } from "../processFigures.ts";
import { seedPlan } from "../workload.ts";
import { pause } from "./scenario.ts";
import type { Scenario } from "./scenario.ts";
import { seededRoom } from "./seededRoom.ts";
import { Spending } from "./spending.ts";

const CARDS = 100;
const ROOMS = 100;
const AT_ONCE = 8;

/** Plans are opened and left again, over and over. */
export const loadUnload: Scenario = async ({ contestant, dataDir, sizes }) => {
  const { loads = 2_000 } = sizes;
  const { dialect } = contestants[contestant];
  // Without any grace every leaving unloads, as it does at Hocuspocus.
  const server = await startBenchServer(contestant, dataDir, { WAYMARK_ROOM_GRACE_MS: "1" });
  const { port, pid } = server;
  const seed = seedPlan(CARDS);
  const rooms: string[] = [];
  for (let at = 0; at < ROOMS; at += 1) {
    const { room, end } = await seededRoom(port, dialect, seed);
    end();
    rooms.push(room);
  }
  // Whoever stores late has done so by then.
  await pause(3_000);
  const openAll = async (count: number): Promise<void> => {
    let next = 0;
    const openSome = async (): Promise<void> => {
      while (next < count) {
        const room = rooms[next % ROOMS] ?? "";
        next += 1;
        const guest = new Guest({ port, dialect, room });
        await guest.ready;
        guest.end();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, openSome));
    await pause(1_000);
  };
  await openAll(loads / 4);
  const warm = rssBytes(pid);
  const spending = new Spending(pid);
  await openAll(loads);
  const { serverMs } = spending.end();
  const rss = rssBytes(pid);
  await server.stop("SIGKILL");
  return { cpuPerLoad: serverMs / loads, rssMb: rss / 2 ** 20, rssGrownMb: (rss - warm) / 2 ** 20 };
};
