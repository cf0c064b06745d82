import { afterAll, describe, expect, it } from "vitest";
import * as Y from "yjs";

import { migratePlan, MIGRATIONS } from "#shared/document/migrations.ts";
import type { Migration } from "#shared/document/migrations.ts";
import { inspectPlan } from "#shared/document/integrity.ts";
import { UPKEEP_CLIENT_ID } from "#shared/document/clientId.ts";
import { newYDoc, planDocument, sharedText } from "#shared/document/planDocument.ts";
import { readPlan } from "#shared/document/planProjection.ts";
import { SCHEMA_VERSION } from "#shared/document/layout.ts";
import { schemaVersionOf } from "#shared/document/schemaVersion.ts";
import { NOON } from "#tests/support/factories.ts";

const exercised = new Set<string>();
/** The real migrations, each taken down when it runs. */
const watched: readonly Migration[] = MIGRATIONS.map((migration) => ({
  ...migration,
  migrate: (document, now) => {
    exercised.add(migration.name);
    migration.migrate(document, now);
  },
}));

function migrate(document: ReturnType<typeof planDocument>) {
  const result = migratePlan(document, NOON, watched);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe("migrations", () => {
  it("DOC-7: there is one for every version, in order", () => {
    expect(MIGRATIONS.map(({ to }) => to)).toEqual(Array.from({ length: SCHEMA_VERSION }, (_, nth) => nth + 1));
    expect(new Set(MIGRATIONS.map(({ name }) => name)).size).toBe(MIGRATIONS.length);
  });

  it("DOC-7: from 0 to 1 an empty document becomes an empty plan, once", () => {
    const document = planDocument(newYDoc());
    expect(migrate(document)).toEqual({ from: 0, to: 1 });
    expect(inspectPlan(document)).toEqual([]);
    expect(readPlan(document).records.plan).toMatchObject({
      title: "",
      cadenceDays: 14,
      schemaVersion: 1,
      created: { at: NOON },
    });
    expect(sharedText(document, "plan", "", "title")).toBeInstanceOf(Y.Text);
    const state = Y.encodeStateAsUpdate(document.doc);
    expect(migrate(document)).toEqual({ from: 1, to: 1 });
    expect(Y.encodeStateAsUpdate(document.doc)).toEqual(state);
  });

  it("DOC-7: the seed leaves what is there already, and writes as upkeep", () => {
    const document = planDocument(newYDoc());
    document.roots.plan.set("title", new Y.Text("A title from before"));
    const own = document.doc.clientID;
    migrate(document);
    expect(readPlan(document).records.plan.title).toBe("A title from before");
    expect([...document.doc.store.clients.keys()].toSorted((a, b) => a - b)).toEqual([UPKEEP_CLIENT_ID, own]);
    expect(document.doc.clientID).toBe(own);
  });

  it("DOC-7: steps run in order and go on where a killed run stopped", () => {
    const ran: number[] = [];
    const step = (to: number): Migration => ({ to, name: `${to}`, migrate: () => ran.push(to) });
    const document = planDocument(newYDoc());
    expectDone(migratePlan(document, NOON, [step(1)]));
    expect(schemaVersionOf(document)).toBe(1);
    expectDone(migratePlan(document, NOON, [step(1), step(2), step(3)]));
    expect(ran).toEqual([1, 2, 3]);
    expect(schemaVersionOf(document)).toBe(3);
  });

  it("DOC-8: a newer document is refused and left as it is", () => {
    const document = planDocument(newYDoc());
    document.roots.plan.set("schemaVersion", SCHEMA_VERSION + 1);
    const state = Y.encodeStateAsUpdate(document.doc);
    const result = migratePlan(document, NOON);
    expect(result).toMatchObject({ ok: false, error: { code: "planTooNew" } });
    expect(!result.ok && result.error.message).toContain("Update Waymark");
    expect(Y.encodeStateAsUpdate(document.doc)).toEqual(state);
  });

  afterAll(() => {
    // DOC-7: a migration that no test above has run fails the suite.
    expect([...exercised].toSorted()).toEqual(MIGRATIONS.map(({ name }) => name).toSorted());
  });
});

function expectDone(result: ReturnType<typeof migratePlan>): void {
  expect(result.ok).toBe(true);
}
