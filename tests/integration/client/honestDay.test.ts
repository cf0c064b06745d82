import "fake-indexeddb/auto";

import { isDeepStrictEqual } from "node:util";

import { expect, it, onTestFailed } from "vitest";

import type { PlanId } from "#shared/model/id.ts";
import { Browser, ClientWindow, until } from "../../support/clientWindow.ts";
import { layCable } from "../../support/networkCable.ts";
import type { NetworkCable } from "../../support/networkCable.ts";
import { commandOperations, Hand, otherOperations } from "../../support/operations.ts";
import type { Operation, Seat } from "../../support/operations.ts";
import { pick, seededRandom } from "../../support/seeded.ts";
import { startTestServer } from "../../support/testServer.ts";

/** `SEED=…` replays a run; `STEPS=…` makes it longer. */
const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 32));
const STEPS = Number(process.env["STEPS"] ?? 400);

/** A person's browser, on a network of its own, with a few windows open. */
interface Place {
  readonly cable: NetworkCable;
  readonly browser: Browser;
  readonly windows: ClientWindow[];
}

function seatAt({ session }: ClientWindow): Seat | null {
  const { records } = session.planStore.getState();
  return (
    records && {
      records,
      run: (command, input) => session.run(command, input),
      undo: () => session.undo(),
      redo: () => session.redo(),
      text: (root, id, field) => session.sharedText({ root, id, field }),
    }
  );
}

/** What people do with the plan, once each, so that a short day has a little of everything. */
const operations: readonly Operation[] = [...Object.values(commandOperations), ...Object.values(otherOperations)];

async function openWindow(place: Place, planId: PlanId): Promise<void> {
  const window = new ClientWindow(place.cable.address, planId, place.browser, 0.2);
  place.windows.push(window);
  await until(() => window.session.planStore.getState().records !== null);
}

/** A window that keeps nothing may lose what it has not sent, and says so: nobody closes it then. */
async function closeWindow(window: ClientWindow): Promise<void> {
  const { planStore } = window.session;
  await until(() => planStore.getState().keptOnDevice);
  await window.close();
}

it("PRO-92: a day of every command, typing, undo, reloads, tabs and offline returns brings no refusal", async () => {
  onTestFailed(() => void process.stderr.write(`Replay with SEED=${seed}\n`));
  const random = seededRandom(seed);
  const server = await startTestServer({ limits: { checkpointRows: 40, rekeyQuietMs: 200 } });
  const planId = await server.createPlan();
  const places: Place[] = [];
  for (let nth = 0; nth < 3; nth += 1) {
    const place = { cable: await layCable(server.url), browser: new Browser(), windows: [] };
    await openWindow(place, planId);
    places.push(place);
  }
  const past: ClientWindow[] = [];
  const first = places[0]?.windows[0];
  if (!first) throw new Error("Nobody came.");
  for (const operation of operations.slice(0, 12)) operation(new Hand(seatAt(first) as Seat, random));

  for (let step = 0; step < STEPS; step += 1) {
    const place = pick(random, places);
    const window = place && pick(random, place.windows);
    const seat = window && seatAt(window);
    if (!place || !window || !seat) continue;
    const deed = random();
    if (deed < 0.9) {
      const hand = new Hand(seat, random);
      // Before a card can be moved there must be one; and each person must have said who they are.
      pick(random, operations)?.(hand);
      if (window.session.identity.personId === null) void window.session.setIdentity(hand.person());
    } else if (deed < 0.92) place.cable.cut();
    else if (deed < 0.95) {
      place.cable.mend();
      window.session.reconnect();
    } else if (deed < 0.97 && place.windows.length < 3) await openWindow(place, planId);
    else {
      await closeWindow(window);
      past.push(window);
      place.windows.splice(place.windows.indexOf(window), 1);
      if (place.windows.length === 0) await openWindow(place, planId);
    }
    if (random() < 0.3) await new Promise((resolve) => setTimeout(resolve, random() * 20));
  }

  for (const { cable } of places) cable.mend();
  const windows = places.flatMap((place) => place.windows);
  for (const { session } of windows) session.reconnect();
  await Promise.all(windows.map((window) => window.reaches("saved")));
  for (const window of [...windows, ...past]) {
    expect(window.states).not.toContain("refused");
    expect(window.states).not.toContain("outdated");
    expect(window.session.planStore.getState().recoveryCopies).toBe(0);
  }
  await until(() => windows.every((window) => isDeepStrictEqual(window.records, windows[0]?.records)));
  const { records } = (await server.rooms.read(planId)) ?? {};
  for (const window of windows) expect(window.records).toEqual(records);
  expect(server.complaints).toEqual([]);
});
