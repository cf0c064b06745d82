import type { Freshness } from "#shared/queries/freshness.ts";

import { useRecordsShallow } from "../plan/usePlan.ts";
import { missionAccent } from "../view/missionAccent.ts";
import { shownTitle } from "../view/shownTitle.ts";

/** The missions in small, in their order and colours: how many of each one's cards are up to date. */
export function MissionMeters({ missions }: Pick<Freshness, "missions">) {
  const names = useRecordsShallow((records) =>
    missions.map(({ missionId }) => shownTitle("mission", records.missions.get(missionId)?.title)),
  );
  const accents = useRecordsShallow((records) => missions.map(({ missionId }) => missionAccent(records, missionId)));
  return (
    <ul className="mission-meters" aria-label="Up to date, by mission">
      {missions.map(({ missionId, upToDate, of }, at) =>
        of === 0 ? null : (
          <li
            key={missionId}
            className={`mission-meters__one column--accent-${accents[at] ?? 0}`}
            title={`${names[at]}: ${upToDate} of ${of} up to date`}
          >
            <span className="mission-meters__name">{names[at]}</span>
            <span
              className="mission-meters__bar"
              style={{ backgroundSize: `${(100 * upToDate) / of}% 100%` }}
              aria-hidden="true"
            />
            <span className="mission-meters__number" aria-hidden="true">
              {upToDate}/{of}
            </span>
            <span className="visually-hidden">
              : {upToDate} of {of}
            </span>
          </li>
        ),
      )}
    </ul>
  );
}
