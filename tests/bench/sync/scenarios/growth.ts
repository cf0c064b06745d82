import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { contestants, startBenchServer } from "../benchServers.ts";
import { Guest, within } from "../guest.ts";
import { findChanges, seedPlan, Writer } from "../workload.ts";
import { pause } from "./scenario.ts";
import type { Scenario } from "./scenario.ts";
import { seededRoom } from "./seededRoom.ts";
import { Spending } from "./spending.ts";

const CARDS = 300;
const WRITERS = 20;
/** So many changes are on their way at most. */
const ON_THEIR_WAY = 500;
/** By then whoever stores late has done so. */
const STORED_MS = 11_000;
const unlimited = "100000000";

/** A plan that is used for years: moves and check-ins by the ten thousands, then a restart. */
export const growth: Scenario = async ({ contestant, dataDir, sizes }) => {
  const { changes = 100_000 } = sizes;
  const { dialect, keeps } = contestants[contestant];
  const fast = { WAYMARK_MESSAGES_PER_SECOND: unlimited, WAYMARK_MESSAGE_BURST: unlimited };
  const first = await startBenchServer(contestant, dataDir, fast);
  const seed = seedPlan(CARDS);
  const { room, end } = await seededRoom(first.port, dialect, seed);
  const writers = Array.from({ length: WRITERS }, (_, at) => new Writer(seed, at, WRITERS));
  let heard = 0;
  let onProgress = (): void => undefined;
  const listener = new Guest({
    port: first.port,
    dialect,
    room,
    onMessage: (message) => {
      findChanges(message, () => (heard += 1));
      onProgress();
    },
  });
  const guests = writers.map(() => new Guest({ port: first.port, dialect, room }));
  await Promise.all([listener.ready, ...guests.map((guest) => guest.ready)]);
  end();
  heard = 0;
  const hears = async (least: number): Promise<void> => {
    if (heard >= least) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    onProgress = () => void (heard >= least && resolve());
    await within(promise, () => `only ${heard} changes heard`);
  };
  const spending = new Spending(first.pid);
  for (let change = 0; change < changes; change += 1) {
    await hears(change - ON_THEIR_WAY);
    const writer = writers[change % WRITERS];
    const message = change % 4 === 0 ? writer?.checkIn(change) : writer?.move(change);
    guests[change % WRITERS]?.send(guests[change % WRITERS]?.prepare(message ?? new Uint8Array()) ?? Buffer.alloc(0));
  }
  await hears(changes);
  const { serverMs } = spending.end();
  await pause(STORED_MS);
  for (const guest of [listener, ...guests]) guest.end();
  await first.stop();
  if (!keeps) return { cpuPerChange: (serverMs * 1_000) / changes };
  const storedMb = folderBytes(dataDir) / 2 ** 20;
  const second = await startBenchServer(contestant, dataDir);
  const from = performance.now();
  const opening = new Guest({ port: second.port, dialect, room });
  const bytes = (await opening.ready)?.length ?? 0;
  const openMs = performance.now() - from;
  opening.end();
  await second.stop("SIGKILL");
  return { cpuPerChange: (serverMs * 1_000) / changes, storedMb, openMs, firstSyncMb: bytes / 2 ** 20 };
};

function folderBytes(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
