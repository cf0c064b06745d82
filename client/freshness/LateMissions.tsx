import type { Freshness } from "#shared/queries/freshness.ts";

import { useRecordsShallow } from "../plan/usePlan.ts";
import { missionAccent } from "../view/missionAccent.ts";
import { shownTitle } from "../view/shownTitle.ts";

/** The missions in small, in their order and colours: how many cards of each are late. One without such is not named. */
export function LateMissions({ missions }: Pick<Freshness, "missions">) {
  const late = missions.filter(({ upToDate, of }) => upToDate < of);
  const names = useRecordsShallow((records) =>
    late.map(({ missionId }) => shownTitle("mission", records.missions.get(missionId)?.title)),
  );
  const accents = useRecordsShallow((records) => late.map(({ missionId }) => missionAccent(records, missionId)));
  if (late.length === 0) return null;
  return (
    <ul className="late-missions" aria-label="Late, by mission">
      {late.map(({ missionId, upToDate, of }, at) => (
        <li
          key={missionId}
          className={`late-missions__one column--accent-${accents[at] ?? 0}`}
          title={`${names[at]}: ${of - upToDate} late, ${upToDate} of ${of} up to date`}
        >
          <span className="late-missions__name">{names[at]}</span>{" "}
          <span className="late-missions__number">
            {of - upToDate}
            <span className="visually-hidden"> late</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
