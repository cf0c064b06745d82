import type { WebsocketProvider } from "y-websocket";
import * as encoding from "lib0/encoding";
import { encodeAwarenessUpdate } from "y-protocols/awareness";

import { messageTypes } from "#shared/protocol/messages.ts";

/** What an awareness reports: ids whose entry came, changed (or was only renewed), or went. */
interface AwarenessChange {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}

/** Milliseconds from a change to the frame that tells it: fewer than 15 frames a second. */
const INTERVAL = 70;

/**
 * Makes the stock provider send its own awareness state only, the latest, 70 ms after a change. By itself it sends on every
 * change that it receives, so that twenty people send each other's states round and round. At once only the word that we
 * leave is sent: anything else can wait for what is said of the plan in the same moment, and spares those who receive both
 * to draw their page twice.
 *
 * @returns ends it: a state that is waiting to be sent is not sent any more
 */
export function sendOnlyOwnAwareness(provider: WebsocketProvider): () => void {
  const { awareness } = provider;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const send = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const socket = provider.ws;
    if (provider.wsconnected && socket?.readyState === socket?.OPEN) socket?.send(ownFrame(provider));
  };
  const onUpdate = ({ added, updated, removed }: AwarenessChange): void => {
    if (![...added, ...updated, ...removed].includes(awareness.clientID)) return;
    if (awareness.getLocalState() === null) send();
    else timer ??= setTimeout(send, INTERVAL);
  };

  awareness.off("update", provider._awarenessUpdateHandler);
  provider._awarenessUpdateHandler = onUpdate;
  awareness.on("update", onUpdate);
  provider.messageHandlers[messageTypes.queryAwareness] = (encoder) =>
    encoding.writeUint8Array(encoder, ownFrame(provider));
  // The provider removes the others' states when a connection ends, but keeps their clocks: the same states would be
  // taken for old ones on the next connection.
  provider.on("status", ({ status }) => {
    if (status !== "disconnected") return;
    for (const id of awareness.meta.keys()) if (id !== awareness.clientID) awareness.meta.delete(id);
  });
  return () => clearTimeout(timer);
}

function ownFrame({ awareness }: WebsocketProvider): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageTypes.awareness);
  encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [awareness.clientID]));
  return encoding.toUint8Array(encoder);
}
