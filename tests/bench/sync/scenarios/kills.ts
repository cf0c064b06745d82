import * as decoding from "lib0/decoding";
import * as Y from "yjs";

import { contestants, startBenchServer } from "../benchServers.ts";
import { dialects } from "../dialects.ts";
import { Guest } from "../guest.ts";
import { findChanges, seedPlan, tokenOf, Writer } from "../workload.ts";
import { evenly } from "./scenario.ts";
import type { Scenario } from "./scenario.ts";
import { seededRoom } from "./seededRoom.ts";

const WRITERS = 8;
const CARDS = 80;
const PER_SECOND = 400;
/** Milliseconds of writing before a kill: at least, and at most this much more. */
const WRITING = { least: 100, more: 400 };

/** Kills the server while people write, and counts the changes that others had seen and that are gone. */
export const kills: Scenario = async ({ contestant, dataDir, sizes }) => {
  const { kills: rounds = 20 } = sizes;
  const { dialect } = contestants[contestant];
  const start = dialects[dialect].start;
  const fast = { WAYMARK_MESSAGES_PER_SECOND: "1000" };
  const seen = new Set<number>();
  let room = "";
  let lost = 0;
  let change = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const server = await startBenchServer(contestant, dataDir, fast);
    const { port } = server;
    if (round === 0) {
      const seeded = await seededRoom(port, dialect, seedPlan(CARDS));
      room = seeded.room;
      seeded.end();
    }
    const listener = new Guest({
      port,
      dialect,
      room,
      onMessage: (message) => findChanges(message, (found) => seen.add(found)),
    });
    const doc = new Y.Doc();
    const before = new Set(seen);
    const first = await listener.ready;
    Y.applyUpdate(doc, contentOf(first ?? Buffer.alloc(0), start(room)));
    const there = new Set([...doc.getMap("checkIns").values()].map((entry) => noteOf(entry)));
    for (const known of before) if (!there.has(tokenOf(known))) lost += 1;
    seen.clear();
    // What is gone is counted once.
    for (const known of before) if (there.has(tokenOf(known))) seen.add(known);
    if (round === rounds) {
      await server.stop("SIGKILL");
      break;
    }
    const state = Y.encodeStateAsUpdate(doc);
    const writers = Array.from({ length: WRITERS }, (_, at) => new Writer(state, at, WRITERS));
    const guests = writers.map(() => new Guest({ port, dialect, room }));
    await Promise.all(guests.map((guest) => guest.ready));
    const count = Math.round(((WRITING.least + Math.random() * WRITING.more) / 1_000) * PER_SECOND);
    await evenly(PER_SECOND, count, () => {
      const at = change % WRITERS;
      const message = writers[at]?.checkIn(change) ?? new Uint8Array();
      guests[at]?.send(guests[at]?.prepare(message) ?? Buffer.alloc(0));
      change += 1;
    });
    await server.stop("SIGKILL");
    for (const guest of [listener, ...guests]) guest.end();
  }
  return { kills: rounds, lost, lostPerKill: lost / rounds };
};

/** The update in a first sync. */
function contentOf(message: Buffer, start: number): Uint8Array {
  const decoder = decoding.createDecoder(message.subarray(start + 2));
  return decoding.readVarUint8Array(decoder);
}

function noteOf(entry: unknown): string {
  const note: unknown = typeof entry === "object" && entry !== null && "note" in entry ? entry.note : "";
  return typeof note === "string" ? note.slice(-tokenOf(0).length) : "";
}
