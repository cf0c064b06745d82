import { newClientId } from "#shared/document/clientId.ts";
import { contestants, startBenchServer } from "../benchServers.ts";
import { quantile } from "../figures.ts";
import { Guest } from "../guest.ts";
import { presence as presenceMessage, seedPlan } from "../workload.ts";
import { Arrivals } from "./arrivals.ts";
import { evenly, pause } from "./scenario.ts";
import type { Scenario } from "./scenario.ts";
import { seededRoom } from "./seededRoom.ts";
import { Spending } from "./spending.ts";

const CARDS = 25;
const OBSERVERS = 5;
const WARM_UP_SECONDS = 1;

/** One room, in which everybody moves about and sees everybody. */
export const presence: Scenario = async ({ contestant, dataDir, seconds, sizes }) => {
  const { clients = 50, perSecondEach = 5 } = sizes;
  const { dialect } = contestants[contestant];
  const server = await startBenchServer(contestant, dataDir);
  const { port, pid } = server;
  const { room, end } = await seededRoom(port, dialect, seedPlan(CARDS));
  const arrivals = new Arrivals();
  const ids: number[] = [];
  const guests: Guest[] = [];
  for (let at = 0; at < clients; at += 1) {
    const isOwn = (change: number): boolean => change % clients === at;
    const onMessage = (message: Buffer): void => {
      if (at < OBSERVERS) arrivals.observe(message, isOwn);
      arrivals.look(at, message);
    };
    const guest = new Guest({ port, dialect, room, onMessage });
    guests.push(guest);
    ids.push(newClientId());
    if (at % 50 === 49) await guest.ready;
  }
  await Promise.all(guests.map((guest) => guest.ready));
  end();

  const load = async (first: number, count: number): Promise<void> => {
    const prepared = Array.from({ length: count }, (_, nth) => {
      const change = first + nth;
      const at = change % clients;
      const message = presenceMessage(ids[at] ?? 0, Math.floor(change / clients) + 1, change);
      return guests[at]?.prepare(message) ?? Buffer.alloc(0);
    });
    const final = first + count - 1;
    const others = guests.flatMap((_, at) => (at === final % clients ? [] : [at]));
    const heard = arrivals.last(final, others);
    await evenly(clients * perSecondEach, count, (nth) => {
      const at = (first + nth) % clients;
      arrivals.sent(first + nth, OBSERVERS - (at < OBSERVERS ? 1 : 0));
      guests[at]?.send(prepared[nth] ?? Buffer.alloc(0));
    });
    await heard;
  };
  const perSecond = clients * perSecondEach;
  await load(0, perSecond * WARM_UP_SECONDS);
  await pause(300);
  arrivals.forget();
  const spending = new Spending(pid);
  const count = perSecond * seconds;
  await load(perSecond * WARM_UP_SECONDS, count);
  const spent = spending.end();
  const closed = guests.filter(({ closedWith }) => closedWith !== null).length;
  if (closed > 0) throw new Error(`${closed} of ${clients} clients were closed`);
  for (const guest of guests) guest.end();
  await server.stop("SIGKILL");
  return {
    cpuPerDelivery: (spent.serverMs * 1_000) / (count * (clients - 1)),
    p50: quantile(arrivals.latencies, 0.5),
    p99: quantile(arrivals.latencies, 0.99),
    // An older state that a newer one has overtaken is nobody's loss.
    skipped: 1 - arrivals.latencies.length / arrivals.expected,
    ...spent.loads,
  };
};
