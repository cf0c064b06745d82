import { refuse } from "#shared/model/result.ts";
import type { Result } from "#shared/model/result.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";
import { LINK_REFUSED, NAME_MISSING, PERSON_UNKNOWN } from "#shared/protocol/signIn.ts";
import type { AccessRefusedError } from "../storage/accessStorage.ts";

/** Why a link did not let somebody in, in words for them. */
export interface EntryRefusal {
  readonly status: 400 | 404 | 409;
  readonly error: ApiError;
}

export const LINK_INVALID = refuse({ status: 404, error: LINK_REFUSED } as const);
export const NAMELESS = refuse({ status: 400, error: NAME_MISSING } as const);
export const NOBODY_HERE = refuse({ status: 400, error: PERSON_UNKNOWN } as const);

export function nameTaken(name: string): Result<never, EntryRefusal> {
  const words = `There is already a person named ${name}. If that is you, choose them; else add a word that tells the two apart.`;
  return refuseWith(409, "nameTaken", words);
}

/** Why the store did not take what a link brings. */
export function refusalOf({ refusal }: AccessRefusedError): Result<never, EntryRefusal> {
  switch (refusal) {
    case "personTaken":
      return refuseWith(409, refusal, "Somebody else is that person already. Choose another, or give your own name.");
    case "full":
      return refuseWith(409, refusal, "This plan has as many members as it may. Ask an owner to make room.");
    case "linkInvalid":
    case "lastOwner":
    case "personSaid":
    case "noSuchMember":
      return LINK_INVALID;
  }
}

function refuseWith(status: EntryRefusal["status"], code: string, message: string): Result<never, EntryRefusal> {
  return refuse({ status, error: { code, message } });
}
