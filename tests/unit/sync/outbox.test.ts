import { Writable } from "node:stream";

import { expect, it, vi } from "vitest";
import type { WebSocket } from "ws";

import { Outbox } from "#server/sync/outbox.ts";
import { webSocketFrame } from "#server/sync/webSocketFrame.ts";

/** A socket that takes what is written only when it is told to. */
class HeldSocket {
  readonly closes: number[] = [];
  readonly OPEN = 1;
  readyState = 1;
  taken = 0;
  #next: (() => void) | null = null;
  readonly stream = new Writable({
    highWaterMark: 1,
    write: (chunk: Buffer, _encoding, done) => {
      this.#next = () => {
        this.taken += chunk.length;
        done();
      };
    },
  });

  close(code: number): void {
    this.readyState = 2;
    this.closes.push(code);
  }

  /** Takes one chunk. */
  async take(): Promise<void> {
    this.#next?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function outboxOf(socket: HeldSocket, mostBytes: number): Outbox {
  const { stream } = socket;
  return new Outbox({ socket: socket as unknown as WebSocket, stream, mostBytes, stalledMs: 1_000 });
}

it("PRO-75: a socket that takes nothing of a large frame is closed; one that takes some goes on", async () => {
  const frame = webSocketFrame(new Uint8Array(300_000));
  for (const reads of [false, true]) {
    const socket = new HeldSocket();
    const outbox = outboxOf(socket, 1_000);
    const sent = vi.fn<() => void>();
    const before = performance.now();
    outbox.sendLarge(frame, sent);
    // As large as it is, it does not count; whatever comes behind it does.
    outbox.send(webSocketFrame(new Uint8Array(500)));
    expect(socket.closes).toEqual([]);
    outbox.tick(before + 900);
    expect(socket.closes).toEqual([]);
    if (!reads) {
      outbox.tick(performance.now() + 1_100);
      expect(socket.closes).toEqual([4508]);
      continue;
    }
    while (sent.mock.calls.length === 0) await socket.take();
    await socket.take();
    outbox.tick(performance.now() + 5_000);
    expect(socket.closes).toEqual([]);
    expect(sent).toHaveBeenCalledTimes(1);
    expect(socket.taken).toBe(frame.bytes.length + 504);
  }
});

it("PRO-74: a socket is behind while a quarter of what may wait for it does, and is closed beyond all of it", async () => {
  const socket = new HeldSocket();
  const outbox = outboxOf(socket, 4_000);
  const frame = webSocketFrame(new Uint8Array(600));
  outbox.send(frame);
  expect(outbox.isBehind).toBe(false);
  outbox.send(frame);
  expect(outbox.isBehind).toBe(true);
  await socket.take();
  await socket.take();
  expect(outbox.isBehind).toBe(false);
  for (let at = 0; at < 7; at += 1) outbox.send(frame);
  expect(socket.closes).toEqual([4508]);
});
