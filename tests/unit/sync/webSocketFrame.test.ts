import { once } from "node:events";
import type { AddressInfo } from "node:net";

import { expect, it, onTestFinished } from "vitest";
import { WebSocket, WebSocketServer } from "ws";

import { webSocketFrame } from "#server/sync/webSocketFrame.ts";

it("PRO-18: a message of any size is framed so that every WebSocket reads it as it was", async () => {
  const sizes = [0, 1, 125, 126, 65_535, 65_536, 200_000];
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  onTestFinished(() => server.close());
  server.on("connection", (_socket, { socket: stream }) => {
    for (const size of sizes) stream.write(webSocketFrame(new Uint8Array(size).fill(size % 251)).bytes);
  });
  await once(server, "listening");
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  onTestFinished(() => client.terminate());
  const read: Buffer[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  client.on("message", (message: Buffer, isBinary) => {
    expect(isBinary).toBe(true);
    if (read.push(message) === sizes.length) resolve();
  });
  await promise;
  expect(read.map(({ length }) => length)).toEqual(sizes);
  for (const [at, message] of read.entries()) expect(message.every((byte) => byte === sizes[at]! % 251)).toBe(true);
});
