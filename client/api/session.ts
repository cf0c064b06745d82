import type { PlanId } from "#shared/model/id.ts";
import type { Result } from "#shared/model/result.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";
import { parseLinkSight, parseSession, parseSignedIn, writeEntrySecret } from "#shared/protocol/signIn.ts";
import type { EntrySecret, LinkSight, Session, SignInRequest } from "#shared/protocol/signIn.ts";

import { callApi, parseNothing } from "./callApi.ts";

/** Who this browser is signed in as; `session: null` if nobody is. */
export async function fetchSession(): Promise<Result<{ readonly session: Session | null }, ApiError>> {
  return callApi("/api/session", {
    parse: (body) => {
      const session = parseSession(body);
      return session === undefined ? undefined : { session };
    },
  });
}

/** What a link is for. Refused with `linkInvalid` if it does not work, for whatever reason. */
export async function lookAtLink(link: EntrySecret): Promise<Result<LinkSight, ApiError>> {
  const body = { link: writeEntrySecret(link) };
  return callApi("/api/links/look", { parse: parseLinkSight, method: "POST", body });
}

/** Uses a link. Then this browser is signed in; gives the plan to go to, null for the list of plans. */
export async function signIn(request: SignInRequest): Promise<Result<{ readonly planId: PlanId | null }, ApiError>> {
  const body = { ...request, link: writeEntrySecret(request.link) };
  return callApi("/api/sign-in", { parse: parseSignedIn, method: "POST", body });
}

/** Ends the session of this browser on the server; done as well if there was none. */
export async function endSession(): Promise<Result<null, ApiError>> {
  return callApi("/api/sign-out", { parse: parseNothing, method: "POST", body: {} });
}
