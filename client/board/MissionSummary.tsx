import { STATUS_WORDS } from "#shared/model/status.ts";
import type { MissionId } from "#shared/model/id.ts";
import { statusCounts } from "#shared/queries/statusCounts.ts";

import { useRecords } from "../plan/usePlan.ts";
import { StatusShape } from "../ui/StatusShape.tsx";
import { openPopup } from "../view/popupStore.ts";

/**
 * How a mission's cards stand, in one line: each status that occurs by its shape and number, and as a part of a bar.
 * Pressed, it says how far the mission is and what that is made of.
 */
export function MissionSummary({ missionId }: { readonly missionId: MissionId }) {
  const counts = useRecords((records) => statusCounts(records, missionId));
  if (counts.length === 0) return <div className="mission-summary" />;
  const words = counts.map(({ status, count }) => `${count} ${STATUS_WORDS[status].toLowerCase()}`).join(", ");
  return (
    <button
      type="button"
      className="mission-summary mission-summary--button"
      title={`${words}: how far it is`}
      aria-haspopup="dialog"
      onClick={({ currentTarget: anchor }) => openPopup({ kind: "missionProgress", missionId, anchor })}
    >
      <span className="visually-hidden">{words}: how far it is</span>
      <span className="mission-summary__bar" aria-hidden="true">
        {counts.map(({ status, count }) => (
          <span key={status} className={`mission-summary__part status--${status}`} style={{ flexGrow: count }} />
        ))}
      </span>
      {counts.map(({ status, count }) => (
        <span key={status} className={`mission-summary__count status--${status}`} aria-hidden="true">
          <StatusShape status={status} />
          {count}
        </span>
      ))}
    </button>
  );
}
