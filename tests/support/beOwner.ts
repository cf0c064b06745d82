import type { BrowserContext } from "playwright-core";

import { cookieOfNewcomer } from "./signedIn.ts";

/**
 * Signs a new window in: where the test has the server in its own process as somebody of their own, who owns every plan;
 * else as the server's owner.
 */
export async function beOwner(context: BrowserContext, url: string): Promise<void> {
  const cookie = await cookieOfNewcomer(url);
  if (cookie !== undefined) await bring(context, url, cookie);
}

/** Signs a new window in with the cookie of a session. */
export async function bring(context: BrowserContext, url: string, cookie: string): Promise<void> {
  const [name = "", value = ""] = cookie.split("=", 2);
  await context.addCookies([{ name, value, url: new URL(url).origin }]);
}
