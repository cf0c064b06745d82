import { cutText } from "./cutText.ts";
import { parseId } from "./id.ts";
import type { LinkId } from "./id.ts";
import { isPlainObject } from "./json.ts";
import { limits } from "./limits.ts";
import { parseInstant } from "./stamp.ts";

/** A web address or mail address that belongs to an objective. `at` orders the links of one card. */
export interface Link {
  readonly id: LinkId;
  readonly url: string;
  readonly title: string;
  readonly at: number;
}

const SCHEMES = new Set(["http:", "https:", "mailto:"]);

declare const URL: { parse(text: string): { readonly protocol: string; readonly href: string } | null };

/** The normalised address if it is http, https or mailto, else undefined: a stored `javascript:` must never be opened. */
export function parseWebAddress(value: unknown): string | undefined {
  if (typeof value !== "string" || value.length > limits.urlLength) return undefined;
  const address = URL.parse(value.trim());
  return address && SCHEMES.has(address.protocol) ? address.href : undefined;
}

export function parseLink(id: string, value: unknown): Link | undefined {
  const linkId = parseId<LinkId>(id);
  if (linkId === undefined || !isPlainObject(value)) return undefined;
  const url = parseWebAddress(value["url"]);
  const title = value["title"];
  const at = parseInstant(value["at"]);
  if (url === undefined || typeof title !== "string" || at === undefined) return undefined;
  return Object.freeze({ id: linkId, url, title: cutText(title, limits.titleLength), at });
}

/** The plain value that is stored for a link under its id. */
export function storeLink({ url, title, at }: Link): Record<string, unknown> {
  return { url, title, at };
}

export function compareLinks(a: Link, b: Link): number {
  return a.at - b.at || (a.id < b.id ? -1 : 1);
}
