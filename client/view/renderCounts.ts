/** How often each part of a card has been drawn; for tests, in builds that are made for them. */
export interface RenderCounts {
  shells: number;
  bodies: number;
}

declare global {
  interface Window {
    waymarkRenders?: RenderCounts;
  }
}

/** Called from an effect without dependencies, so that it counts what reached the page. */
export function countRender(part: keyof RenderCounts): void {
  if (import.meta.env.MODE === "production") return;
  window.waymarkRenders ??= { shells: 0, bodies: 0 };
  window.waymarkRenders[part] += 1;
}
