import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

import { BARE_HEADERS } from "./apiErrors.ts";

/** Answers on a socket for which there is no reply object, and ends it. */
export function answerBare(socket: Duplex, status: number): void {
  if (!socket.writable) return void socket.destroy();
  const headers = Object.entries({ ...BARE_HEADERS, Connection: "close", "Content-Length": "0" });
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n`, () => socket.destroy());
}
