import { UserRoundPlus, UsersRound } from "lucide-react";

import { useCan, usePlanSession } from "../plan/usePlan.ts";
import { followLink } from "../view/followLink.ts";
import { planPagePath } from "../view/route.ts";

/** The way to the plan's people: what owners look for most is how to let others in. It stays there, so that it keeps focus. */
export function ShareLink({ isHere }: { readonly isHere: boolean }) {
  const { planId } = usePlanSession();
  const mayInvite = useCan("editInvites");
  const path = planPagePath(planId, "people");
  const Icon = mayInvite ? UserRoundPlus : UsersRound;
  return (
    <a
      className="button button--quiet share-link"
      href={path}
      aria-current={isHere ? "page" : undefined}
      title={mayInvite ? "Who belongs to this plan, and links that let others in" : "Who belongs to this plan"}
      onClick={(event) => followLink(event, path)}
    >
      <Icon className="icon" aria-hidden="true" />
      <span>{mayInvite ? "Share" : "People"}</span>
    </a>
  );
}
