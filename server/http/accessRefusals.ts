import { AccessRefusedError } from "../storage/accessStorage.ts";
import type { AccessRefusal } from "../storage/accessStorage.ts";
import { RefusedCall } from "./apiErrors.ts";

const WORDS: Readonly<Record<AccessRefusal, { readonly status: number; readonly message: string }>> = {
  linkInvalid: { status: 404, message: "That link does not work any more. Nothing is left to do." },
  lastOwner: { status: 409, message: "A plan needs an owner. Make somebody else an owner first, then try again." },
  personTaken: { status: 409, message: "Another member is that person already. Choose somebody else." },
  personSaid: {
    status: 403,
    message: "You have said who you are in this plan. Ask an owner of the plan to change it.",
  },
  noSuchMember: { status: 404, message: "They are not a member of this plan any more. Nothing is left to do." },
  full: { status: 409, message: "There are as many as there may be. Remove one that is not needed, then try again." },
};

/** What the storage refuses, as an answer in words. */
export function refusedInWords(refusal: AccessRefusal): RefusedCall {
  const { status, message } = WORDS[refusal];
  return new RefusedCall(status, refusal, message);
}

/** Waits for a change; one that the storage refuses is answered in words. */
export async function refusingInWords(change: Promise<void>): Promise<void> {
  try {
    await change;
  } catch (error) {
    throw error instanceof AccessRefusedError ? refusedInWords(error.refusal) : error;
  }
}
