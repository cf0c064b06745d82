import { once } from "node:events";
import { connect } from "node:net";
import type { Socket } from "node:net";

import { expect, it } from "vitest";

import { encodeSyncStep1 } from "#server/sync/frames.ts";
import type { PlanId } from "#shared/model/id.ts";
import { encodeMark } from "#shared/protocol/messages.ts";
import { RawClient } from "../../support/rawClient.ts";
import { startTestServer } from "../../support/testServer.ts";

const FINAL = 0x80;
const MASKED = 0x80;
const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9 } as const;

/** One WebSocket frame, masked with zeros as a client must mask it somehow. */
function frame(first: number, payload: Uint8Array | readonly number[] = [], announced = payload.length): Buffer {
  const length = announced < 126 ? [MASKED | announced] : [MASKED | 126, announced >> 8, announced & 0xff];
  return Buffer.from([first, ...length, 0, 0, 0, 0, ...payload]);
}

const violations: readonly (readonly [string, Buffer])[] = [
  ["a frame that is not masked", Buffer.from([FINAL | opcodes.binary, 1, 0])],
  ["reserved bits", frame(FINAL | 0x70 | opcodes.binary, [0])],
  ["compression nobody agreed on", frame(FINAL | 0x40 | opcodes.binary, [0])],
  ["an unknown kind of frame", frame(FINAL | 3, [0])],
  ["a control frame in parts", frame(opcodes.ping, [0])],
  ["a control frame that is too long", frame(FINAL | opcodes.ping, new Uint8Array(200))],
  ["a continuation of nothing", frame(FINAL | opcodes.continuation, [0])],
  [
    "a new message in the middle of one",
    Buffer.concat([frame(opcodes.binary, [0]), frame(FINAL | opcodes.binary, [0])]),
  ],
  ["text that is not UTF-8", frame(FINAL | opcodes.text, [0xff, 0xfe])],
  ["a close with half a code", frame(FINAL | opcodes.close, [3])],
  ["a close with a code that nobody may send", frame(FINAL | opcodes.close, [3, 0xed])],
  ["a close with a reason that is not UTF-8", frame(FINAL | opcodes.close, [3, 0xe8, 0xff])],
  [
    "a length of many gigabytes",
    Buffer.from([FINAL | opcodes.binary, MASKED | 127, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  ],
  [
    "a length beyond what a number holds",
    Buffer.from([FINAL | opcodes.binary, MASKED | 127, ...new Uint8Array(8).fill(255), 0, 0, 0, 0]),
  ],
  [
    "20,000 parts of one message",
    Buffer.concat([
      frame(opcodes.binary, [0]),
      ...Array.from({ length: 20_000 }, () => frame(opcodes.continuation, [0])),
    ]),
  ],
];

async function upgraded(url: string, planId: PlanId): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(
    `GET /sync/${planId} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
  );
  await once(socket, "data");
  return socket;
}

it("PRO-96: whatever breaks the rules of WebSockets ends its own connection and nothing else", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const bystander = await new RawClient(server.url, planId, { userId: "bystander" }).greet();
  await bystander.next("step2");
  for (const [at, [what, bytes]] of violations.entries()) {
    const socket = await upgraded(server.url, planId);
    // However it ends: what the server did not read any more may come back as a reset.
    const closed = new Promise((resolve) => socket.once("close", resolve));
    // Read on, or its end is never seen.
    socket.resume();
    socket.write(bytes);
    await closed;
    bystander.mark(at + 1);
    expect((await bystander.next("saved")).n, what).toBe(at + 1);
  }
  await expect.poll(() => server.rooms.metrics().sockets).toBe(1);
  expect(server.complaints).toEqual([]);
});

it("PRO-96: a message that comes in parts, with pings in between, is read like any other", async () => {
  const server = await startTestServer();
  const planId = await server.createPlan();
  const socket = await upgraded(server.url, planId);
  const heard: number[] = [];
  socket.on("data", (bytes) => heard.push(...bytes));
  for (const message of [encodeSyncStep1(Uint8Array.of(0)), encodeMark(77)]) {
    for (const [at, byte] of message.entries()) {
      const kind = at === 0 ? opcodes.binary : opcodes.continuation;
      socket.write(frame(at === message.length - 1 ? FINAL | kind : kind, [byte]));
      socket.write(frame(FINAL | opcodes.ping));
    }
  }
  // saved 77, as a whole frame of its own.
  await expect.poll(() => heard.join(",")).toContain([FINAL | opcodes.binary, 2, 6, 77].join(","));
  socket.destroy();
});
