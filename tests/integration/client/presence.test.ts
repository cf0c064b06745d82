import "fake-indexeddb/auto";

import { describe, expect, it } from "vitest";

import { addPerson } from "#shared/commands/people.ts";
import { newId } from "#shared/model/id.ts";
import type { ObjectiveId } from "#shared/model/id.ts";
import { messageTypes } from "#shared/protocol/messages.ts";
import type { Presence } from "#shared/protocol/presence.ts";
import { ClientWindow, until } from "../../support/clientWindow.ts";
import { done } from "../../support/factories.ts";
import { layCable } from "../../support/networkCable.ts";
import { startTestServer } from "../../support/testServer.ts";

function others({ session }: ClientWindow): readonly Presence[] {
  return session.presenceStore.getState().others;
}

function framesOf({ wire }: ClientWindow, since = 0): number {
  return wire.sent.slice(since).filter((type) => type === messageTypes.awareness).length;
}

describe("presence", () => {
  it("PRO-52: only one's own state is sent, the latest, at most 15 times a second", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const windows = [1, 2, 3].map(() => new ClientWindow(server.url, planId));
    await Promise.all(windows.map((window) => window.reaches("saved")));
    const [busy, ...quiet] = windows as [ClientWindow, ...ClientWindow[]];
    await until(() => windows.every((window) => others(window).length === 2));
    // What was held back at the beginning goes out after the interval.
    let before: readonly number[];
    do {
      before = windows.map((window) => framesOf(window));
      await new Promise((resolve) => setTimeout(resolve, 200));
    } while (before.join() !== windows.map((window) => framesOf(window)).join());
    const start = performance.now();
    let card = newId<ObjectiveId>();
    while (performance.now() - start < 1_000) {
      card = newId<ObjectiveId>();
      busy.session.setFocus(card);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await until(() => quiet.every((window) => others(window).some(({ focus }) => focus?.objectiveId === card)));
    const seconds = (performance.now() - start) / 1_000;
    const [sent = 0, ...echoed] = windows.map((window, nth) => framesOf(window) - (before[nth] ?? 0));
    expect(sent).toBeGreaterThan(1);
    expect(sent).toBeLessThanOrEqual(15 * seconds + 1);
    expect(echoed).toEqual([0, 0]);
  });

  it("PRO-52: what is said of the plan in the same moment goes first", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const window = await new ClientWindow(server.url, planId).reaches("saved");
    // What a window says of itself at the beginning has gone.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const before = window.wire.sent.length;
    window.session.setFocus(newId<ObjectiveId>());
    done(window.session.run(addPerson, { name: "Ada" }));
    await until(() => framesOf(window, before) === 1);
    const [first] = window.wire.sent.slice(before);
    expect(first).toBe(messageTypes.sync);
  });

  it("SCR-65: who is here is shown as the server says it, and anew after a lost connection", async () => {
    const server = await startTestServer();
    const planId = await server.createPlan();
    const cable = await layCable(server.url);
    const here = await new ClientWindow(cable.address, planId).reaches("saved");
    const there = await new ClientWindow(server.url, planId).reaches("saved");
    const ada = done(there.session.run(addPerson, { name: "Ada" })).value;
    void there.session.setIdentity(ada);
    const card = newId<ObjectiveId>();
    there.session.setFocus(card);
    const isAda = ({ user, focus }: Presence): boolean => user.name === "Ada" && focus?.objectiveId === card;
    await until(() => others(here).some(isAda));
    await until(() => others(there).length === 1);
    expect(others(there)[0]?.user).toMatchObject({ name: "Someone", role: "editor" });

    cable.cut();
    await here.reaches("offline");
    await until(() => others(here).length === 0 && others(there).length === 0);
    cable.mend();
    here.session.reconnect();
    await here.reaches("saved");
    await until(() => others(here).some(isAda) && others(there).length === 1);

    const [before] = others(here);
    done(there.session.run(addPerson, { name: "Grace" }));
    await until(() => here.records.people.size === 2);
    expect(others(here)[0]).toBe(before);
    await there.close();
    await until(() => others(here).length === 0);
  });
});
