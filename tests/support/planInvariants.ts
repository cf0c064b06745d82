import * as Y from "yjs";
import { expect } from "vitest";

import type { PlanOrigin } from "#shared/document/origin.ts";
import { FIRST_CLIENT_ID } from "#shared/document/clientId.ts";
import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import type { PlanDocument } from "#shared/document/planDocument.ts";
import { inspectPlan } from "#shared/document/integrity.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import type { CheckIn } from "#shared/model/checkIn.ts";
import type { CheckInId, ObjectiveId } from "#shared/model/id.ts";
import type { Placement } from "#shared/model/placement.ts";
import type { PlanRecords } from "#shared/model/planRecords.ts";
import { columns, tray } from "#shared/queries/board.ts";
import type { Client, Network } from "#tests/support/network.ts";

/** Remembers what people did on a network, to hold the outcome against it. */
export class Witness {
  readonly #network: Network;
  readonly #checkIns = new Map<CheckInId, Omit<CheckIn, "withdrawnAt">>();
  readonly #chosen = new Map<ObjectiveId, Set<string>>();

  constructor(network: Network) {
    this.#network = network;
    for (const client of network.clients) this.#watchUndo(client);
  }

  /** Takes down what one client has just decided: to be called after each of its commands. */
  see(before: PlanRecords, after: PlanRecords): void {
    for (const [id, { withdrawnAt: _, ...checkIn }] of after.checkIns) {
      if (!this.#checkIns.has(id)) this.#checkIns.set(id, checkIn);
    }
    for (const [id, objective] of after.objectives) {
      if (before.objectives.get(id)?.placement === objective.placement) continue;
      const chosen = this.#chosen.get(id) ?? new Set();
      this.#chosen.set(id, chosen.add(decision(objective.placement)));
    }
  }

  /** Every invariant of the plan, once the network has settled. */
  check(): void {
    const { server, clients } = this.#network;
    const { records } = readPlan(server);
    const state = Y.encodeStateAsUpdate(server.doc);
    for (const client of clients) {
      expect(client.records, "projection equals a full read").toEqual(readPlan(client.document).records);
      expect(client.records, "replicas are equal").toEqual(records);
      expect(Buffer.from(Y.encodeStateAsUpdate(client.document.doc)).equals(Buffer.from(state)), "equal states").toBe(
        true,
      );
    }
    const fresh = planDocument(newYDoc());
    Y.applyUpdate(fresh.doc, state);
    expect(readPlan(fresh).records, "a fresh client is equal").toEqual(records);
    this.#checkCards(records);
    this.#checkHistory(records);
    checkOrder(server, records);
  }

  #checkCards(records: PlanRecords): void {
    const seen = [...columns(records).flatMap((column) => column.objectives), ...tray(records)];
    const shown = [...records.objectives.values()].filter((objective) => objective.archived === null);
    expect(new Set(seen).size, "no card is shown twice").toBe(seen.length);
    expect(new Set(seen), "every card is shown").toEqual(new Set(shown));
    expect(
      [...this.#chosen.keys()].filter((id) => !records.objectives.has(id)),
      "no card is lost",
    ).toEqual([]);
    for (const { id, placement } of records.objectives.values()) {
      expect(this.#chosen.get(id)?.has(decision(placement)), `somebody put card ${id} where it lies`).toBe(true);
    }
  }

  #checkHistory(records: PlanRecords): void {
    for (const [id, checkIn] of this.#checkIns) expect(records.checkIns.get(id), "kept").toMatchObject(checkIn);
    for (const history of records.histories.values()) {
      for (const [at, later] of history.entries()) {
        const earlier = history[at - 1];
        expect(earlier === undefined || earlier.at <= later.at, "a history is in order").toBe(true);
      }
    }
  }

  /** An undo or redo replaces only values that its own client wrote; or the server's upkeep, which keeps decisions. */
  #watchUndo({ document: { doc } }: Client): void {
    doc.on("afterTransaction", (transaction: Y.Transaction) => {
      const origin = transaction.origin as PlanOrigin | undefined;
      if (origin?.kind !== "undo" && origin?.kind !== "redo") return;
      for (const [writer, ranges] of transaction.deleteSet.clients) {
        if (writer === doc.clientID || writer < FIRST_CLIENT_ID) continue;
        for (const { clock } of ranges) {
          const item = Y.getItem(doc.store, Y.createID(writer, clock));
          const isText = item instanceof Y.Item && item.parentSub === null;
          expect(isText, `${origin.kind} replaced a value of client ${writer}`).toBe(true);
        }
      }
    });
  }
}

function checkOrder(document: PlanDocument, records: PlanRecords): void {
  const keys = [...records.objectives.values(), ...records.missions.values()].map((each) => each.placement.sortKey);
  expect(Math.max(0, ...keys.map((key) => key.length)), "order keys stay short").toBeLessThanOrEqual(200);
  // People merged both ways at once, and two cards put into one gap at once with the same key, are read as they should be.
  const excused = new Set(["mergeCircle", "equalSortKeys"]);
  expect(
    inspectPlan(document).filter(({ kind }) => !excused.has(kind)),
    "integrity",
  ).toEqual([]);
}

/** A placement without its order key, which the server may shorten. */
function decision({ missionId, by, at }: Placement): string {
  return `${missionId} ${by ?? "nobody"} ${at}`;
}
