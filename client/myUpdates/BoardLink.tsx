import { usePlanSession } from "../plan/usePlan.ts";
import { followLink } from "../view/followLink.ts";
import { planPath } from "../view/route.ts";

/** The way back to the board. */
export function BoardLink() {
  const path = planPath(usePlanSession().planId);
  return (
    <a className="button" href={path} onClick={(event) => followLink(event, path)}>
      To the board
    </a>
  );
}
