import type { BrowserContextOptions } from "playwright-core";

type Size = Pick<BrowserContextOptions, "viewport" | "hasTouch" | "isMobile">;

/** What the board is looked at on: from the narrowest phone that must work to a wall read from across the room. */
export const SIZES = {
  phone: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true },
  laptop: { viewport: { width: 1366, height: 768 } },
  wall: { viewport: { width: 1920, height: 1080 } },
  wall4k: { viewport: { width: 3840, height: 2160 } },
} as const satisfies Readonly<Record<string, Size>>;
