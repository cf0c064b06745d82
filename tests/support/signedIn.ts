import { isPlainObject } from "#shared/model/json.ts";
import { JOIN_PATH, parseSession, parseSignedIn } from "#shared/protocol/signIn.ts";

/**
 * The owner's session at each server that a test has started, by its address: whatever asks a server, and every browser
 * window, comes as its owner unless a test says otherwise.
 */
const owners = new Map<string, string>();

/** Becomes the owner of a server by the link that it has printed, or as this test was before it was started anew. */
export async function signInAsOwner(url: string, link: string | null, former?: string): Promise<string> {
  const cookie = link === null ? former : await openLink(url, link, { name: OWNER_NAME });
  if (cookie === undefined) throw new Error("Nobody can be signed in: the server has printed no link.");
  owners.set(new URL(url).origin, cookie);
  newcomers.delete(new URL(url).origin);
  return cookie;
}

/** How somebody new comes to the server of an address, who owns all its plans and is none of their people. */
const newcomers = new Map<string, () => Promise<string>>();

export function letNewcomersIn(url: string, come: () => Promise<string>): void {
  newcomers.set(new URL(url).origin, come);
}

/** The session of somebody new, or of the owner where nobody new can come. */
export async function cookieOfNewcomer(url: string): Promise<string | undefined> {
  return (await newcomers.get(new URL(url).origin)?.()) ?? ownerCookie(url);
}

export const OWNER_NAME = "Olive Owner";

/** The cookie of the owner of the server that an address belongs to, if it is one. */
export function ownerCookie(url: string | URL): string | undefined {
  return owners.get(new URL(url).origin.replace(/^ws/, "http"));
}

/** Opens a link as a new browser does, unless `cookie` says that somebody is signed in there. Gives the session's cookie. */
export async function openLink(
  url: string,
  link: string,
  who: { readonly name?: string; readonly personId?: string },
  cookie = "",
): Promise<string> {
  const answer = await fetch(`${url}/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify({ link, ...who }),
  });
  const body: unknown = await answer.json();
  if (!answer.ok || !parseSignedIn(body))
    throw new Error(`The link did not work: ${answer.status} ${JSON.stringify(body)}`);
  const given = answer.headers.getSetCookie().map((header) => header.split(";", 1)[0] ?? "");
  return given.find((pair) => pair.includes("session=")) ?? cookie;
}

/** What whoever a session belongs to is called; undefined if it is nobody's. */
export async function sessionName(url: string, cookie: string): Promise<string | undefined> {
  return parseSession(await (await fetch(`${url}/api/session`, { headers: { cookie } })).json())?.name;
}

/** The link to come in by that a server has written to its standard output; null if none. */
export function printedLink(stdout: string): string | null {
  return new RegExp(`https?://\\S+${JOIN_PATH}#\\S+`).exec(stdout)?.[0] ?? null;
}

/** An invitation into a plan, made by the server's owner. */
export async function inviteTo(url: string, planId: string, role: string, mostUses = 1): Promise<string> {
  const answer = await fetch(`${url}/api/plans/${planId}/invites`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: ownerCookie(url) ?? "" },
    body: JSON.stringify({ role, mostUses }),
  });
  const body: unknown = await answer.json();
  if (!isPlainObject(body) || typeof body["link"] !== "string") throw new Error(`Nobody was invited: ${answer.status}`);
  return body["link"];
}
