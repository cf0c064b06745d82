import { describe, expect, it } from "vitest";

import { reconnectDelay } from "#client/plan/reconnectDelay.ts";
import { closeCodes } from "#shared/protocol/closeCodes.ts";

const least = (): number => 0;
const most = (): number => 1;

describe("waiting before connecting again", () => {
  it("PRO-51: the wait grows to five seconds and is always spread over half of itself", () => {
    expect([1, 2, 3, 4, 5, 6, 60].map((attempts) => reconnectDelay(null, attempts, most))).toEqual([
      250, 500, 1_000, 2_000, 4_000, 5_000, 5_000,
    ]);
    expect(reconnectDelay(null, 1, least)).toBe(125);
    expect(reconnectDelay(1006, 60, least)).toBe(2_500);
  });

  it("PRO-51: after a restart everybody is back within 1.5 seconds, but not together", () => {
    expect(reconnectDelay(closeCodes.restarting.code, 1, least)).toBe(200);
    expect(reconnectDelay(closeCodes.restarting.code, 1, most)).toBe(1_500);
  });

  it("PRO-51: a plan that cannot be loaded is tried every 15 to 30 seconds", () => {
    expect(reconnectDelay(closeCodes.unavailable.code, 1, least)).toBe(15_000);
    expect(reconnectDelay(closeCodes.unavailable.code, 50, most)).toBe(30_000);
  });

  it("PRO-51: who was told to slow down waits seconds", () => {
    expect(reconnectDelay(closeCodes.rateLimited.code, 1, least)).toBeGreaterThanOrEqual(3_000);
    expect(reconnectDelay(closeCodes.tooSlow.code, 1, least)).toBeGreaterThanOrEqual(500);
  });
});
