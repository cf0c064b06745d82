import { contestants, startBenchServer } from "../benchServers.ts";
import { quantile } from "../figures.ts";
import { Guest } from "../guest.ts";
import { rssBytes } from "../processFigures.ts";
import { seedPlan, Writer } from "../workload.ts";
import { Arrivals } from "./arrivals.ts";
import { evenly, pause } from "./scenario.ts";
import type { Scenario } from "./scenario.ts";
import { seededRoom } from "./seededRoom.ts";
import { Spending } from "./spending.ts";

const CARDS = 25;
const WARM_UP_SECONDS = 5;
/** So many rooms are filled at once. */
const AT_ONCE = 20;

interface Pair {
  readonly writer: Writer;
  readonly writes: Guest;
  readonly listens: Guest;
}

/** Many small rooms with two people each, of whom one writes. */
export const manyRooms: Scenario = async ({ contestant, dataDir, seconds, sizes }) => {
  const { rooms = 1_000, perSecondEach = 1 } = sizes;
  const { dialect } = contestants[contestant];
  const server = await startBenchServer(contestant, dataDir, { WAYMARK_API_CALLS_PER_MINUTE: "1000000" });
  const { port, pid } = server;
  const seed = seedPlan(CARDS);
  // One room first, so that what is loaded once is not counted as a room's.
  (await seededRoom(port, dialect, seed)).end();
  await pause(500);
  const rssBefore = rssBytes(pid);
  const arrivals = new Arrivals();
  const pairs: Pair[] = [];
  const makePair = async (at: number): Promise<void> => {
    const { room, end } = await seededRoom(port, dialect, seed);
    const writes = new Guest({ port, dialect, room });
    const onMessage = (message: Buffer): void => {
      arrivals.observe(message, () => false);
      arrivals.look(at, message);
    };
    const listens = new Guest({ port, dialect, room, onMessage });
    await Promise.all([writes.ready, listens.ready]);
    end();
    pairs[at] = { writer: new Writer(seed, 0, 1), writes, listens };
  };
  for (let at = 0; at < rooms; at += AT_ONCE) {
    const next = Array.from({ length: Math.min(AT_ONCE, rooms - at) }, (_, nth) => makePair(at + nth));
    await Promise.all(next);
  }
  await pause(1_000);
  const rssPerRoomKb = (rssBytes(pid) - rssBefore) / rooms / 1_024;

  const load = async (first: number, count: number): Promise<void> => {
    const prepared = Array.from({ length: count }, (_, nth) => {
      const pair = pairs[(first + nth) % rooms];
      return pair?.writes.prepare(pair.writer.move(first + nth)) ?? Buffer.alloc(0);
    });
    const final = first + count - 1;
    const heard = arrivals.last(final, [final % rooms]);
    await evenly(rooms * perSecondEach, count, (nth) => {
      arrivals.sent(first + nth, 1);
      pairs[(first + nth) % rooms]?.writes.sendChange(prepared[nth] ?? Buffer.alloc(0));
    });
    await heard;
    await pause(200);
  };
  const perSecond = rooms * perSecondEach;
  await load(0, perSecond * WARM_UP_SECONDS);
  arrivals.forget();
  for (const { writes } of pairs) writes.receipts.length = 0;
  const spending = new Spending(pid);
  const count = perSecond * seconds;
  await load(perSecond * WARM_UP_SECONDS, count);
  const { serverMs, loads } = spending.end();
  const receipts = pairs.flatMap(({ writes }) => writes.receipts);
  for (const { writes, listens } of pairs) {
    writes.end();
    listens.end();
  }
  await server.stop("SIGKILL");
  return {
    cpuPerDelivery: (serverMs * 1_000) / count,
    rssPerRoomKb,
    p50: quantile(arrivals.latencies, 0.5),
    p99: quantile(arrivals.latencies, 0.99),
    ...(receipts.length > 0 && { receiptP95: quantile(receipts, 0.95), receiptP99: quantile(receipts, 0.99) }),
    missing: arrivals.expected - arrivals.latencies.length,
    ...loads,
  };
};
