import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { crowdedLists, rekeyList } from "#shared/document/rekey.ts";
import { migratePlan } from "#shared/document/migrations.ts";
import { PlanProjection } from "#shared/document/planProjection.ts";
import { NOON } from "#tests/support/factories.ts";
import { Network } from "#tests/support/network.ts";
import type { Client } from "#tests/support/network.ts";
import { commandOperations, Hand, otherOperations } from "#tests/support/operations.ts";
import { Witness } from "#tests/support/planInvariants.ts";
import { pick, withSeed } from "#tests/support/seeded.ts";

const RUNS = 500;
const OPERATIONS = 300;
const CLIENTS = 5;
/** Keys grow slowly; the server of these runs shortens them long before it has to. */
const CROWDED = 8;
/** The seed of one red run, to run it again alone. */
const replay = process.env["SEED"];

const operations = { ...commandOperations, ...otherOperations };
/** Each operation once; those that make something, undo and moves more often. */
const deck = [
  ...Object.keys(operations),
  ...["addObjective", "addObjective", "addObjective", "recordCheckIn", "recordCheckIn", "moveObjective"],
  ...["moveObjective", "moveObjectives", "undo", "undo", "undo", "redo", "redo", "type", "type", "addKeyResult"],
];
const succeeded = new Map<string, number>();

describe("a plan on a faulty network", () => {
  it("DOC-1: is the same for everybody in the end, with nothing lost, over every command", () => {
    const seeds = replay === undefined ? fc.integer() : fc.constant(Number(replay));
    fc.assert(
      fc.property(seeds, (seed) => {
        simulate(seed);
      }),
      { numRuns: replay === undefined ? RUNS : 1, endOnFailure: true },
    );
  });

  it.skipIf(replay !== undefined)("CMD-1: each command has been done, not only refused, in these runs", () => {
    const never = Object.keys(operations).filter((name) => !succeeded.has(name));
    expect(never).toEqual([]);
  });
});

function simulate(seed: number): void {
  withSeed(seed, (random) => {
    const network = new Network(CLIENTS, random, (document) => migratePlan(document, NOON));
    const upkeep = new PlanProjection(network.server);
    const witness = new Witness(network);
    const hands = network.clients.map((client) => new Hand(client, random));
    const trace: string[] = [];
    try {
      for (let done = 0; done < OPERATIONS; done += 1) {
        const hand = pick(random, hands);
        const client = pick(random, network.clients);
        if (!hand || !client) return;
        act(hand, witness, trace);
        for (let sent = random() * 6; sent >= 1; sent -= 1) network.deliver();
        if (random() < 0.02) {
          if (client.online) network.disconnect(client);
          else network.reconnect(client);
        }
        if (random() < 0.02)
          for (const list of crowdedLists(upkeep.records, CROWDED))
            rekeyList(network.server, upkeep.records, list, CROWDED);
      }
      network.settle();
      witness.check();
    } catch (error) {
      throw new Error(`seed ${seed} (replay: SEED=${seed})\n${trace.slice(-30).join("\n")}`, { cause: error });
    }
  });
}

function act(hand: Hand<Client>, witness: Witness, trace: string[]): void {
  const { desk, random } = hand;
  // Clocks differ, and two changes may fall into one millisecond.
  desk.now += Math.floor(random() * 3) * 1_000;
  const name = pick(random, deck) ?? "undo";
  const before = desk.records;
  if (desk.actor.personId === null) {
    commandOperations["addPerson"]?.(hand);
    const [me] = [...desk.records.people.keys()].slice(-1);
    desk.actor = { role: "editor", personId: me ?? null };
  }
  const said = operations[name]?.(hand) ?? "nothing";
  if (said.startsWith("done")) succeeded.set(name, (succeeded.get(name) ?? 0) + 1);
  trace.push(`${desk.document.doc.clientID} ${name} ${said}`);
  witness.see(before, desk.records);
}
