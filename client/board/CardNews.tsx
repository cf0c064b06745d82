import { useEffect, useRef, useState } from "react";

import type { CheckIn } from "#shared/model/checkIn.ts";
import { saysNothing } from "#shared/model/checkIn.ts";
import { personOf } from "#shared/queries/people.ts";

import { usePlanSession } from "../plan/usePlan.ts";

/** How long it is shown, in milliseconds; and how old what is heard may be to be news. */
const SHOWN = 6_000;
const NEWS = 5 * 60_000;

/** For a moment after somebody else has checked in: who it was. What they said is on the card itself. */
export function CardNews({ lastCheckIn }: { readonly lastCheckIn: CheckIn | null }) {
  const session = usePlanSession();
  const known = useRef(lastCheckIn?.id);
  const [news, setNews] = useState<string | null>(null);
  useEffect(() => {
    if (known.current === lastCheckIn?.id) return undefined;
    known.current = lastCheckIn?.id;
    const { records, recordsFrom, personId } = session.planStore.getState();
    const author = lastCheckIn && records && personOf(records, lastCheckIn.by);
    const isNews =
      recordsFrom === "elsewhere" &&
      author?.id !== personId &&
      lastCheckIn !== null &&
      lastCheckIn.at > session.now() - NEWS;
    setNews(isNews ? `${author?.name ?? "Somebody"}${saysNothing(lastCheckIn) ? ": still right" : ""}` : null);
    const timer = setTimeout(() => setNews(null), SHOWN);
    return () => clearTimeout(timer);
  }, [session, lastCheckIn]);
  return news === null ? null : <p className="card__news">{news}</p>;
}
