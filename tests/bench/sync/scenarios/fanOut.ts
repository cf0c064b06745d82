import { contestants, startBenchServer } from "../benchServers.ts";
import { Guest } from "../guest.ts";
import { quantile } from "../figures.ts";
import { rssBytes } from "../processFigures.ts";
import { seedPlan, Writer } from "../workload.ts";
import { Arrivals } from "./arrivals.ts";
import { evenly, pause } from "./scenario.ts";
import type { Scenario } from "./scenario.ts";
import { seededRoom } from "./seededRoom.ts";
import { Spending } from "./spending.ts";

const CARDS = 300;
const MOST_WRITERS = 50;
const OBSERVERS = 10;
/** A server that has just started runs code that is not compiled yet; nobody's server has just started. */
const WARM_UP = { changes: 2_000, perSecond: 200 };

/** One room: some write, all listen. */
export const fanOut: Scenario = async ({ contestant, dataDir, seconds, sizes }) => {
  const { clients = 50, perSecond = 20 } = sizes;
  const { dialect } = contestants[contestant];
  const server = await startBenchServer(contestant, dataDir);
  const { port, pid } = server;
  const seed = seedPlan(CARDS);
  const { room, end } = await seededRoom(port, dialect, seed);

  const writing = Math.min(clients, MOST_WRITERS);
  const writers = Array.from({ length: writing }, (_, at) => new Writer(seed, at, writing));
  const arrivals = new Arrivals();
  const firstObserver = clients - OBSERVERS;
  const guests: Guest[] = [];
  for (let at = 0; at < clients; at += 1) {
    const isOwn = (change: number): boolean => change % writing === at;
    const onMessage = (message: Buffer): void => {
      if (at >= firstObserver) arrivals.observe(message, isOwn);
      arrivals.look(at, message);
    };
    const guest = new Guest({ port, dialect, room, onMessage });
    guests.push(guest);
    if (at % 50 === 49) await guest.ready;
  }
  await Promise.all(guests.map((guest) => guest.ready));
  end();

  const load = async (first: number, count: number, rate: number): Promise<void> => {
    const prepared = Array.from({ length: count }, (_, nth) => {
      const writer = (first + nth) % writing;
      return guests[writer]?.prepare(writers[writer]?.move(first + nth) ?? new Uint8Array()) ?? Buffer.alloc(0);
    });
    const final = first + count - 1;
    const others = guests.flatMap((_, at) => (at === final % writing ? [] : [at]));
    const heard = arrivals.last(final, others);
    await evenly(rate, count, (nth) => {
      const writer = (first + nth) % writing;
      arrivals.sent(first + nth, OBSERVERS - (writer >= firstObserver ? 1 : 0));
      guests[writer]?.sendChange(prepared[nth] ?? Buffer.alloc(0));
    });
    await heard;
  };
  await load(0, WARM_UP.changes, WARM_UP.perSecond);
  await pause(300);
  arrivals.forget();
  for (const guest of guests) guest.receipts.length = 0;
  const spending = new Spending(pid);
  const count = perSecond * seconds;
  await load(WARM_UP.changes, count, perSecond);
  const spent = spending.end();
  // The last changes are still on their way to those who need not hear of the very last one.
  await pause(200);
  const closed = guests.filter(({ closedWith }) => closedWith !== null).length;
  if (closed > 0) throw new Error(`${closed} of ${clients} clients were closed`);
  await Promise.all(guests.map((guest) => guest.receiptsCome()));
  const receipts = guests.flatMap((guest) => guest.receipts);
  const rssMb = rssBytes(pid) / 2 ** 20;
  for (const guest of guests) guest.end();
  await server.stop("SIGKILL");
  return {
    cpuPerDelivery: (spent.serverMs * 1_000) / (count * (clients - 1)),
    p50: quantile(arrivals.latencies, 0.5),
    p99: quantile(arrivals.latencies, 0.99),
    ...(receipts.length > 0 && { receiptP95: quantile(receipts, 0.95), receiptP99: quantile(receipts, 0.99) }),
    missing: arrivals.expected - arrivals.latencies.length,
    ...spent.loads,
    rssMb,
  };
};
