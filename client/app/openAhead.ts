import type { PlanId } from "#shared/model/id.ts";

import { keepsCopies, ownStorage } from "../device/ownStorage.ts";
import { followSession, followSignedIn, keptFor, signedIn } from "../entry/sessionStore.ts";
import { openPlanSession } from "../plan/openPlanSession.ts";
import type { PlanSession } from "../plan/planSession.ts";
import { parseRoute } from "../view/route.ts";

/** Milliseconds after which a plan that no screen took is closed. */
const PATIENCE = 30_000;

interface OpenedAhead {
  readonly session: PlanSession;
  readonly keptFor: string;
  readonly tooLate: ReturnType<typeof setTimeout>;
}

let ahead: OpenedAhead | null = null;

/*
 * This file and all that it imports come before the screens, which take a browser longest to read. What the address asks
 * for is opened meanwhile, as soon as it is known for whom, and may have been read by the time in which it can be shown.
 */
const stopFollowing = followSignedIn(openForWhomIsKnown);
followSession();

/** Opens a plan for whoever is signed in, or gives the one that was opened ahead. It is whoever calls that closes it. */
export function openPlan(planId: PlanId): PlanSession {
  stopFollowing();
  const opened = takeAhead();
  if (opened?.session.planId === planId && opened.keptFor === keptFor(signedIn())) return opened.session;
  void opened?.session.destroy();
  return open(planId);
}

/** Where somebody else is signed in by now, or nobody, nothing may be read or kept any more for whom it was opened. */
function openForWhomIsKnown(): void {
  const who = signedIn();
  if (ahead?.keptFor === keptFor(who)) return;
  giveUp();
  if (who.kind !== "signedIn") return;
  const route = parseRoute(window.location.pathname);
  if ("planId" in route)
    ahead = { session: open(route.planId), keptFor: keptFor(who), tooLate: setTimeout(giveUp, PATIENCE) };
}

function giveUp(): void {
  void takeAhead()?.session.destroy();
}

function takeAhead(): OpenedAhead | null {
  const opened = ahead;
  ahead = null;
  clearTimeout(opened?.tooLate);
  return opened;
}

function open(planId: PlanId): PlanSession {
  const route = parseRoute(window.location.pathname);
  const boardFirst = route.screen === "plan" && route.objectiveId === null;
  return openPlanSession(planId, { storage: ownStorage(), keeps: keepsCopies(), boardFirst });
}
