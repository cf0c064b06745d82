/** How often each part of a card has been drawn. */
export interface RenderCounts {
  shells: number;
  bodies: number;
}

declare global {
  interface Window {
    /** Put there by a test before the page loads; nobody counts otherwise. */
    waymarkRenders?: RenderCounts;
  }
}

/** Called from an effect without dependencies, so that it counts what reached the page. */
export function countRender(part: keyof RenderCounts): void {
  if (window.waymarkRenders) window.waymarkRenders[part] += 1;
}
