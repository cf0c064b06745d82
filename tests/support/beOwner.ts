import type { BrowserContext } from "playwright-core";

import { cookieOfNewcomer } from "./signedIn.ts";

/**
 * Signs a new window in: where the test has the server in its own process as somebody of their own, who owns every plan;
 * else as the server's owner.
 */
export async function beOwner(context: BrowserContext, url: string): Promise<void> {
  const [name, value] = (await cookieOfNewcomer(url))?.split("=", 2) ?? [];
  if (name !== undefined && value !== undefined) await context.addCookies([{ name, value, url: new URL(url).origin }]);
}
