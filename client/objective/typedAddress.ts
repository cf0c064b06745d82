/** Names and numbers of hosts as browsers write them out; one browser takes spaces in them, and writes %20. */
const HOST = /^(?:[\w-]+(?:\.[\w-]+)*\.?|\[[\da-f:.]+\])$/iu;
const MAILBOX = /^[^\s@]+@[^\s@]+$/u;

/** The web or mail address that somebody means who types this; undefined where it is none. */
export function typedAddress(typed: string): string | undefined {
  const address = withScheme(typed.trim());
  const url = URL.parse(address);
  if (url === null) return undefined;
  if (url.protocol === "mailto:") return namesMailboxes(address) ? address : undefined;
  // A file on a network share, which a browser would take for a page.
  if (/^[^?#]*\\/u.test(address)) return undefined;
  return HOST.test(url.hostname) ? address : undefined;
}

/** People type addresses as they read them: a bare one means a web page, one with an @ a mail address. */
function withScheme(typed: string): string {
  // A scheme, and not the port of a bare host.
  if (/^[a-z][a-z\d+.-]*:(?!\d)/iu.test(typed)) return typed;
  return typed.includes("@") && !typed.includes("/") ? `mailto:${typed}` : `https://${typed}`;
}

function namesMailboxes(mailto: string): boolean {
  const [mailboxes = ""] = mailto.slice("mailto:".length).split("?");
  return mailboxes.split(/[,;]/u).every((mailbox) => MAILBOX.test(mailbox.trim()));
}
