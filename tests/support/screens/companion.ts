import { WebsocketProvider } from "y-websocket";

import { newYDoc } from "#shared/document/planDocument.ts";
import { SCHEMA_VERSION } from "#shared/document/layout.ts";
import type { PlanId } from "#shared/model/id.ts";
import { writeConnectParams } from "#shared/protocol/connectParams.ts";
import type { OwnPresence } from "#shared/protocol/presence.ts";

import { socketWith } from "../socketWith.ts";

/** Somebody else with the plan open, on a device of their own and without a screen. Gives the way to leave. */
export async function joinPlan(
  url: string,
  planId: PlanId,
  cookie: string,
  presence: OwnPresence,
): Promise<() => void> {
  const doc = newYDoc();
  const provider = new WebsocketProvider(`${url.replace(/^http/u, "ws")}/sync`, planId, doc, {
    disableBc: true,
    params: writeConnectParams({ epoch: null, schema: SCHEMA_VERSION, clientId: doc.clientID }),
    // The types of the two libraries' WebSockets differ in details that the provider does not use.
    WebSocketPolyfill: socketWith(cookie) as unknown as typeof globalThis.WebSocket,
  });
  await new Promise<void>((resolve) => provider.once("sync", () => resolve()));
  provider.awareness.setLocalState({ ...presence });
  return () => {
    provider.awareness.destroy();
    provider.destroy();
  };
}
