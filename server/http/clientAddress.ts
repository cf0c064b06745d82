import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

import ipaddr from "ipaddr.js";

import type { Config } from "../config.ts";

type Way = Pick<Config, "tls" | "trustedProxies">;

/** Whether an address is a proxy's of ours, whose word about its callers is taken. */
export function createProxyCheck({ tls, trustedProxies }: Way): (address: string) => boolean {
  const proxies = new BlockList();
  for (const network of tls === "proxy" ? trustedProxies : []) {
    const [address = "", prefix] = network.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (prefix === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(prefix), family);
  }
  return (address) => isIP(address) !== 0 && proxies.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** Where a request comes from: what one proxy of ours says, and only if it came through one. */
export function clientAddress({ socket, headers }: IncomingMessage, isProxy: (address: string) => boolean): string {
  const near = socket.remoteAddress ?? "";
  const said = headers["x-forwarded-for"];
  if (said === undefined || !isProxy(near)) return near;
  // What stands before the last one anybody may have written.
  return (Array.isArray(said) ? said.join(",") : said).split(",").at(-1)?.trim() ?? near;
}

/**
 * Whose address that is, for whatever is counted by address: of IPv6 the network that one subscriber has to themselves
 * (64 bits), in which they could take another address each time.
 */
export function subscriberOf(address: string): string {
  if (isIP(address) === 0) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  const network = parsed.parts.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(":")}::/64`;
}
