import { describe, expect, it } from "vitest";

import { connectionStateOf, isFinal, mayWrite, nextConnection, NO_CONNECTION } from "#client/plan/connectionMachine.ts";
import type { Connection, ConnectionEvent } from "#client/plan/connectionMachine.ts";
import { CONNECTION_STATES } from "#client/plan/connectionState.ts";
import type { ConnectionState } from "#client/plan/connectionState.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";
import type { Role } from "#shared/model/actor.ts";
import type { Condition } from "#shared/protocol/messages.ts";
import type { CloseName } from "#shared/protocol/closeCodes.ts";

const writable: Condition = { kind: "writable" };
const diskRefuses: Condition = { kind: "diskRefuses" };
const damaged: Condition = { kind: "damaged", missing: 3 };
const greeted = (role: Role, condition: Condition = writable): ConnectionEvent => ({
  type: "greeted",
  role,
  condition,
});
const hello = greeted("editor");
const synced: ConnectionEvent = { type: "synced" };
const changed: ConnectionEvent = { type: "changed" };
const saved: ConnectionEvent = { type: "saved" };
const contentCame: ConnectionEvent = { type: "contentCame" };
const graceOver: ConnectionEvent = { type: "graceOver" };
const networkLost: ConnectionEvent = { type: "networkLost" };
const networkBack: ConnectionEvent = { type: "networkBack" };
const refusalSeen: ConnectionEvent = { type: "refusalSeen" };
const lost: ConnectionEvent = { type: "lost", code: null };
const closed = (name: CloseName): ConnectionEvent => ({ type: "lost", code: closeCodes[name].code });
const rejoining = (loss: boolean): ConnectionEvent => ({ type: "rejoining", loss });
const online = [hello, synced];

function after(events: readonly ConnectionEvent[], from: Connection = NO_CONNECTION): Connection {
  return events.reduce(nextConnection, from);
}

interface Story {
  readonly name: string;
  readonly events: readonly ConnectionEvent[];
  readonly state: ConnectionState;
}

const stories: readonly Story[] = [
  { name: "nothing has happened", events: [], state: "loading" },
  { name: "the server said hello, its content is on its way", events: [hello], state: "loading" },
  { name: "nothing came within the grace", events: [graceOver], state: "offline" },
  { name: "the device has no network and nothing is known", events: [networkLost], state: "offline" },
  { name: "content lay on the device, the connection is being made", events: [contentCame], state: "reconnecting" },
  { name: "content lay on the device and hello came", events: [contentCame, hello], state: "reconnecting" },
  { name: "content lay on the device, no connection", events: [contentCame, graceOver], state: "offline" },
  { name: "all is here", events: online, state: "saved" },
  { name: "something was changed", events: [...online, changed], state: "saving" },
  { name: "what was changed is on disk", events: [...online, changed, saved], state: "saved" },
  { name: "what lay on the device has not been confirmed yet", events: [changed, ...online], state: "saving" },
  { name: "the connection was just lost", events: [...online, lost], state: "reconnecting" },
  { name: "it was lost with something unsaved", events: [...online, changed, lost], state: "reconnecting" },
  { name: "it stays lost", events: [...online, lost, graceOver], state: "offline" },
  { name: "an attempt to make it fails", events: [...online, lost, graceOver, lost], state: "offline" },
  { name: "it was lost and the device has no network", events: [...online, lost, networkLost], state: "offline" },
  { name: "the network is back", events: [...online, lost, networkLost, networkBack], state: "reconnecting" },
  { name: "the device denies a network over which it syncs", events: [...online, networkLost], state: "saved" },
  { name: "it is greeted again after a long loss", events: [...online, lost, graceOver, hello], state: "reconnecting" },
  { name: "it syncs again", events: [...online, lost, graceOver, ...online], state: "saved" },
  {
    name: "changes made offline are on their way",
    events: [...online, lost, graceOver, changed, ...online],
    state: "saving",
  },
  { name: "the grace ends after hello came", events: [hello, graceOver, synced], state: "saved" },
  { name: "a viewer", events: [greeted("viewer"), synced], state: "readonly" },
  {
    name: "a viewer who is offline",
    events: [greeted("viewer"), synced, lost, graceOver],
    state: "offline",
  },
  {
    name: "a viewer who became an editor",
    events: [greeted("viewer"), synced, lost, ...online],
    state: "saved",
  },
  { name: "the server restarts", events: [...online, closed("restarting")], state: "reconnecting" },
  { name: "this reader was too slow", events: [...online, closed("tooSlow")], state: "reconnecting" },
  { name: "too much at once", events: [...online, closed("rateLimited")], state: "reconnecting" },
  { name: "the plan cannot be loaded", events: [closed("unavailable")], state: "unavailable" },
  { name: "it still cannot, an attempt later", events: [closed("unavailable"), lost, graceOver], state: "unavailable" },
  { name: "it cannot, and the network went", events: [closed("unavailable"), networkLost], state: "offline" },
  { name: "hello is no proof that it can be loaded", events: [closed("unavailable"), hello], state: "unavailable" },
  { name: "it can be loaded again", events: [closed("unavailable"), ...online], state: "saved" },
  {
    name: "the server's disk refuses",
    events: [...online, changed, { type: "condition", condition: diskRefuses }],
    state: "unavailable",
  },
  {
    name: "it refuses, and the plan is loaded anew from its log",
    events: [...online, { type: "condition", condition: diskRefuses }, closed("restarting")],
    state: "unavailable",
  },
  {
    name: "it still refuses when this page is back",
    events: [...online, closed("restarting"), greeted("editor", diskRefuses), synced],
    state: "unavailable",
  },
  {
    name: "it refuses, and the connection is gone",
    events: [...online, { type: "condition", condition: diskRefuses }, lost, graceOver],
    state: "offline",
  },
  {
    name: "it takes writes again, and what was changed meanwhile is on its way",
    events: [
      ...online,
      changed,
      { type: "condition", condition: diskRefuses },
      changed,
      { type: "condition", condition: writable },
    ],
    state: "saving",
  },
  {
    name: "it takes writes again when this page is back",
    events: [greeted("editor", diskRefuses), lost, ...online],
    state: "saved",
  },
  { name: "the plan is damaged", events: [greeted("editor", damaged), synced], state: "readonly" },
  {
    name: "a backup was restored",
    events: [greeted("editor", damaged), synced, closed("restarting"), ...online],
    state: "saved",
  },
  { name: "the page is too old", events: [closed("outdated")], state: "outdated" },
  {
    name: "page and server do not understand each other",
    events: [...online, closed("protocolError")],
    state: "outdated",
  },
  { name: "signed out", events: [...online, changed, closed("signedOut")], state: "signedout" },
  { name: "no such plan", events: [closed("notFound")], state: "notfound" },
  { name: "the right to the plan is gone", events: [...online, closed("forbidden")], state: "removed" },
  { name: "the plan was deleted", events: [...online, closed("notFound")], state: "removed" },
  { name: "rights have changed", events: [...online, lost, greeted("viewer"), synced], state: "readonly" },
  { name: "a contributor", events: [greeted("contributor"), synced], state: "saved" },
  {
    name: "a contributor, to whom what lay on the device is never confirmed",
    events: [changed, greeted("contributor"), synced],
    state: "saved",
  },
  {
    name: "a contributor has asked for something",
    events: [greeted("contributor"), synced, { type: "asking", asking: true }],
    state: "saving",
  },
  {
    name: "a contributor has asked for something and is offline",
    events: [greeted("contributor"), synced, { type: "asking", asking: true }, lost, graceOver],
    state: "offline",
  },
  {
    name: "a contributor was answered",
    events: [greeted("contributor"), synced, { type: "asking", asking: true }, { type: "asking", asking: false }],
    state: "saved",
  },
  { name: "there never was a right to the plan", events: [closed("forbidden")], state: "notfound" },
  { name: "a change was refused", events: [...online, changed, rejoining(true)], state: "refused" },
  {
    name: "it was refused and the plan is here anew",
    events: [...online, rejoining(true), ...online],
    state: "refused",
  },
  {
    name: "the refusal was shown for long enough",
    events: [...online, rejoining(true), ...online, refusalSeen],
    state: "saved",
  },
  {
    name: "the person goes on after a refusal",
    events: [...online, rejoining(true), ...online, changed],
    state: "saving",
  },
  { name: "a refusal, then no connection", events: [...online, rejoining(true), graceOver], state: "offline" },
  {
    name: "the plan was replaced and nothing was unsaved",
    events: [...online, rejoining(false)],
    state: "reconnecting",
  },
  { name: "the plan was replaced and is here anew", events: [...online, rejoining(false), ...online], state: "saved" },
  {
    name: "a later replacement does not hide a refusal",
    events: [...online, rejoining(true), rejoining(false)],
    state: "refused",
  },
];

describe("the connection machine", () => {
  it.each(stories)("SCR-50: $name → $state", ({ events, state }) => {
    expect(connectionStateOf(after(events))).toBe(state);
  });

  it("SCR-50: every state is reached by a story", () => {
    expect(CONNECTION_STATES.filter((state) => !stories.some((story) => story.state === state))).toEqual([]);
  });

  it("SCR-50: in every state, every event gives a state, and nothing but a sync ends a final close", () => {
    const events = [
      ...new Map(stories.flatMap((story) => story.events).map((event) => [JSON.stringify(event), event])).values(),
    ];
    const seen = new Map<string, Connection>();
    const open = [NO_CONNECTION];
    for (let connection = open.pop(); connection; connection = open.pop()) {
      if (seen.has(JSON.stringify(connection))) continue;
      seen.set(JSON.stringify(connection), connection);
      for (const event of events) {
        const next = nextConnection(connection, event);
        expect(CONNECTION_STATES).toContain(connectionStateOf(next));
        if (isFinal(connection.closed) && !["synced", "lost", "rejoining"].includes(event.type)) {
          expect(next.closed).toBe(connection.closed);
        }
        open.push(next);
      }
    }
    expect(seen.size).toBeGreaterThan(300);
  });

  it("SCR-50: what is saved is never said while something is not", () => {
    const unsaved = after([...online, changed]);
    for (const { events } of stories) {
      const connection = after(events, unsaved);
      const { role, asking } = connection;
      if (asking || (connection.unsaved && mayWrite(role))) expect(connectionStateOf(connection)).not.toBe("saved");
    }
  });

  it("SCR-50: an event that changes nothing gives the same object back", () => {
    const connection = after([...online, changed]);
    expect(nextConnection(connection, changed)).toBe(connection);
  });
});
