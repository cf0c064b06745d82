import type { Page } from "playwright-core";

import type { ConnectParams } from "#shared/protocol/connectParams.ts";

/** From the next load on, the page's connections bring these parameters in place of its own: the server answers for itself. */
export async function connectAs(
  page: Page,
  params: Readonly<Partial<Record<keyof ConnectParams, string>>>,
): Promise<void> {
  await page.addInitScript((entries) => {
    const Real = window.WebSocket;
    window.WebSocket = class extends Real {
      constructor(address: string | URL, protocols?: string | string[]) {
        const url = new URL(address);
        for (const [name, value] of entries) url.searchParams.set(name, value);
        super(url, protocols);
      }
    };
  }, Object.entries(params));
}
