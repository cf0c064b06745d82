import { ListChecks } from "lucide-react";

import { useMayAtAll, usePlanSession } from "../plan/usePlan.ts";
import { followLink } from "../view/followLink.ts";
import { myUpdatesPath } from "../view/route.ts";
import { useDueCount } from "./useDueCount.ts";

/** The way to my updates, and how many wait there, which makes it the first thing to press; no number while nobody has said who they are. */
export function MyUpdatesLink() {
  const { planId } = usePlanSession();
  const count = useDueCount();
  const mayCheckIn = useMayAtAll("recordCheckIn");
  const path = myUpdatesPath(planId);
  if (!mayCheckIn) return null;
  return (
    <a
      className={`button my-updates-link ${count > 0 ? "button--primary" : "button--quiet"}`}
      href={path}
      onClick={(event) => followLink(event, path)}
    >
      <ListChecks className="icon" aria-hidden="true" />
      <span>My updates</span>
      {count > 0 && (
        <span className="my-updates-link__count">
          {count}
          <span className="visually-hidden"> due</span>
        </span>
      )}
    </a>
  );
}
