import { STATUS_WORDS } from "#shared/model/status.ts";
import type { MissionId } from "#shared/model/id.ts";
import { statusCounts } from "#shared/queries/statusCounts.ts";
import type { StatusCount } from "#shared/queries/statusCounts.ts";

import { useRecords } from "../plan/usePlan.ts";
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
      <span className="mission-summary__bar" style={{ backgroundImage: barOf(counts) }} aria-hidden="true" />
      {counts.map(({ status, count }) => (
        <span key={status} className={`mission-summary__count status-shape status--${status}`} aria-hidden="true">
          {count}
        </span>
      ))}
    </button>
  );
}

/** A bar's parts beside each other, each as long as its count, as one picture: no part is an element. */
function barOf(counts: readonly StatusCount[]): string {
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  let until = 0;
  const parts = counts.map(({ status, count }) => {
    const from = until;
    until += (100 * count) / all;
    return `var(--status-${status}) ${from}% calc(${until}% - 1px), transparent 0 ${until}%`;
  });
  return `linear-gradient(to right, ${parts.join(", ")})`;
}
