import type { Server } from "node:http";

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { WebSocketServer } from "ws";
import { readSyncMessage, writeUpdate } from "y-protocols/sync";

import { newYDoc, planDocument } from "#shared/document/planDocument.ts";
import { writePlan } from "#shared/document/writePlan.ts";
import { readPlanFile } from "#shared/exchange/planFile.ts";

import { planFileOf } from "../../support/largePlan.ts";

const SYNC = 0;

/**
 * Syncs one plan with every page that comes, at once and as it is: nothing is checked, nothing is kept. Gives what ends
 * that.
 */
export function syncPlainly(http: Server, objectives: number): () => void {
  const read = readPlanFile(planFileOf({ missions: 5, objectives }));
  if (!read.ok) throw new Error("The plan for the plain board was not read.");
  const doc = newYDoc();
  writePlan(planDocument(doc), read.value);
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    const message = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, SYNC);
      writeUpdate(encoder, update);
    });
    for (const socket of server.clients) if (socket !== origin) socket.send(message);
  });
  server.on("connection", (socket) => {
    socket.on("message", (content) => {
      const decoder = decoding.createDecoder(new Uint8Array(content as Buffer));
      if (decoding.readVarUint(decoder) !== SYNC) return;
      const answer = encoding.createEncoder();
      encoding.writeVarUint(answer, SYNC);
      readSyncMessage(decoder, answer, doc, socket);
      if (encoding.length(answer) > 1) socket.send(encoding.toUint8Array(answer));
    });
  });
  return () => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  };
}
