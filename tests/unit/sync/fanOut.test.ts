import { expect, it } from "vitest";

import { FanOut } from "#server/sync/fanOut.ts";
import type { RoomConnection } from "#server/sync/roomConnection.ts";
import type { WireFrame } from "#server/sync/webSocketFrame.ts";
import { principalOf } from "#tests/support/principalOf.ts";

/** Somebody who listens and keeps what they are sent. */
class Listener implements RoomConnection {
  readonly principal = principalOf("someone");
  readonly frames: WireFrame[] = [];
  isBehind = false;

  sendFrame(frame: WireFrame): void {
    this.frames.push(frame);
  }
  send(): void {}
  sendLarge(): void {}
  hearCondition(): void {}
  close(): void {}
  identify(): void {}
  stopReading(): void {}
}

const bytesOf = ({ frames }: Listener): readonly (number | undefined)[] => frames.map(({ bytes }) => bytes.at(-1));
const all = (): Uint8Array => Uint8Array.of(99);

it("PRO-18: the same bytes go to all, and not to the only one who wrote", () => {
  const fanOut = new FanOut();
  const [ann, bob, cid] = [new Listener(), new Listener(), new Listener()];
  for (const connection of [ann, bob, cid]) fanOut.add(connection);
  fanOut.publishUpdate({ update: Uint8Array.of(1), writers: new Set([ann]) });
  fanOut.publishUpdate({ update: Uint8Array.of(2), writers: new Set([ann, bob]) });
  fanOut.publishPresence(Uint8Array.of(3), new Set([bob]), all);
  expect([ann, bob, cid].map((connection) => bytesOf(connection))).toEqual([
    [2, 3],
    [1, 2],
    [1, 2, 3],
  ]);
  expect(cid.frames[0]).toBe(bob.frames[0]);
  expect(cid.frames[2]).toBe(ann.frames[1]);
});

it("PRO-74: who is behind misses presence, never an update, and hears of everybody once they read again", () => {
  const fanOut = new FanOut();
  const [slow, quick] = [new Listener(), new Listener()];
  for (const connection of [slow, quick]) fanOut.add(connection);
  slow.isBehind = true;
  fanOut.publishPresence(Uint8Array.of(1), new Set(), all);
  fanOut.publishUpdate({ update: Uint8Array.of(2), writers: new Set() });
  slow.isBehind = false;
  fanOut.publishPresence(Uint8Array.of(3), new Set(), all);
  fanOut.publishPresence(Uint8Array.of(4), new Set(), all);
  expect(bytesOf(slow)).toEqual([2, 99, 4]);
  expect(bytesOf(quick)).toEqual([1, 2, 3, 4]);
});
