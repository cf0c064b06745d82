import { JOIN_PATH, parseEntrySecret, writeEntrySecret } from "#shared/protocol/signIn.ts";
import type { EntrySecret } from "#shared/protocol/signIn.ts";

const KEY = "waymark.link";

/**
 * Takes the secret of a link out of the address bar, so that it is in no history, and holds it for this window until it
 * is used, so that a reload of a half-filled form does not lose it.
 */
export function takeLinkFromAddress(): void {
  const { pathname, hash } = window.location;
  if (pathname !== JOIN_PATH || hash === "") return;
  const link = parseEntrySecret(hash);
  window.history.replaceState(window.history.state, "", JOIN_PATH);
  if (link) holdLink(link);
  else letGoOfLink();
}

/** The link that is being used in this window. Null if there is none. */
export function heldLink(): EntrySecret | null {
  return parseEntrySecret(read()) ?? null;
}

let held: string | null = null;

export function holdLink(link: EntrySecret): void {
  held = writeEntrySecret(link);
  try {
    sessionStorage.setItem(KEY, held);
  } catch {
    // Where a browser keeps nothing, a reload needs the link anew.
  }
}

export function letGoOfLink(): void {
  held = null;
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}

function read(): string | null {
  try {
    return held ?? sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
