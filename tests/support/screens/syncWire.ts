import type { Page, WebSocketRoute } from "playwright-core";

import { messageTypes } from "#shared/protocol/messages.ts";

/** What becomes of the connections of a page to its plan. */
type Fate =
  | { readonly kind: "pass" }
  /** Made, and then nothing is ever said on them. */
  | { readonly kind: "silent" }
  /** All goes through but the question whether it is saved. */
  | { readonly kind: "unsaved" }
  | { readonly kind: "closed"; readonly code: number };

export interface SyncWire {
  /** From now on, for the connections there are and for those to come. */
  set(fate: Fate): Promise<void>;
  /** Puts a frame among those of the server. */
  say(frame: Uint8Array): void;
  /** Closes the connections there are; those to come go through. */
  closeOnce(code: number): Promise<void>;
}

/** Gets between a page and its plan, so that every state of the connection can be looked at. Before the page loads. */
export async function holdSync(page: Page): Promise<SyncWire> {
  let fate: Fate = { kind: "pass" };
  let live: WebSocketRoute[] = [];
  const closeAll = async (code: number): Promise<void> => {
    const closing = live;
    live = [];
    await Promise.all(closing.map((socket) => socket.close({ code })));
  };
  await page.routeWebSocket(/\/sync\//u, async (socket) => {
    if (fate.kind === "closed") await socket.close({ code: fate.code });
    if (fate.kind === "closed" || fate.kind === "silent") return;
    live.push(socket);
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const isMark = typeof message !== "string" && message[0] === messageTypes.mark;
      if (fate.kind !== "unsaved" || !isMark) server.send(message);
    });
  });
  return {
    set: async (next) => {
      fate = next;
      if (next.kind === "closed") await closeAll(next.code);
      if (next.kind === "silent") await closeAll(1012);
    },
    say: (frame) => {
      for (const socket of live) socket.send(Buffer.from(frame));
    },
    closeOnce: closeAll,
  };
}
