import type { Invite } from "#shared/protocol/members.ts";

import { aRole } from "../people/aRole.ts";
import { longDate } from "../ui/dates.ts";

/** "As an editor, for 1 more person": what is left of an invitation. */
export function inviteInWords({ role, uses, mostUses }: Invite): string {
  const left = mostUses - uses;
  const people = left === 1 ? "1 more person" : `${left} more people`;
  return `As ${aRole(role)}, for ${uses === 0 ? people.replace(" more", "") : people}`;
}

/** "Until 5 December 2026 at 14:30": a day alone would leave open whether that day counts. */
export function untilInWords(at: number): string {
  return `until ${longDate(at)} at ${TIME.format(at)}`;
}

const TIME = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
