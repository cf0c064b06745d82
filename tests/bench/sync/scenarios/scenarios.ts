import type { ContestantName } from "../benchServers.ts";
import { fanOut } from "./fanOut.ts";
import { growth } from "./growth.ts";
import { joinStorm } from "./joinStorm.ts";
import { loadUnload } from "./loadUnload.ts";
import { manyRooms } from "./manyRooms.ts";
import { presence } from "./presence.ts";
import type { Scenario } from "./scenario.ts";

/** What is measured: a scenario with its numbers, and who takes part. */
export interface Event {
  readonly scenario: ScenarioName;
  readonly sizes: Readonly<Record<string, number>>;
  readonly contestants: readonly ContestantName[];
  /** Measured so often at most, because it takes long or comes out the same. */
  readonly mostRounds?: number;
}

export const scenarios = {
  fanOut,
  presence,
  joinStorm,
  manyRooms,
  loadUnload,
  growth,
} as const satisfies Readonly<Record<string, Scenario>>;
export type ScenarioName = keyof typeof scenarios;

const all: readonly ContestantName[] = ["waymark", "hocuspocus", "hocuspocus16", "yWebsocket", "floor"];
const servers = all.filter((name) => name !== "floor");
const keeping = servers.filter((name) => name !== "yWebsocket");

/** Every event by its name, in the order in which they are measured. */
export const events: Readonly<Record<string, Event>> = {
  ...Object.fromEntries(
    [10, 50, 200, 500].flatMap((clients) =>
      [20, 200].map((perSecond) => [
        `fanOut-${clients}x${perSecond}`,
        { scenario: "fanOut", sizes: { clients, perSecond }, contestants: all } satisfies Event,
      ]),
    ),
  ),
  ...Object.fromEntries(
    [50, 200].map((clients) => [
      `presence-${clients}x5`,
      { scenario: "presence", sizes: { clients, perSecondEach: 5 }, contestants: all } satisfies Event,
    ]),
  ),
  joinStorm: { scenario: "joinStorm", sizes: { clients: 200, cards: 2_000 }, contestants: servers },
  manyRooms: { scenario: "manyRooms", sizes: { rooms: 1_000, perSecondEach: 1 }, contestants: servers },
  loadUnload: { scenario: "loadUnload", sizes: { loads: 2_000 }, contestants: keeping, mostRounds: 1 },
  growth: { scenario: "growth", sizes: { changes: 100_000 }, contestants: servers, mostRounds: 1 },
};
