import { useMemo } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Popover } from "react-aria-components/Popover";

import { rhythmInWords } from "#shared/commands/summaryWords.ts";
import type { MissionId, ObjectiveId } from "#shared/model/id.ts";
import { freshness } from "#shared/queries/freshness.ts";
import { missionProgress } from "#shared/queries/missionProgress.ts";

import { usePlanSession, useRecords } from "../plan/usePlan.ts";
import { ProgressBar } from "../ui/ProgressBar.tsx";
import { followLink } from "../view/followLink.ts";
import { closePopup } from "../view/popupStore.ts";
import { objectivePath } from "../view/route.ts";
import { shownTitle } from "../view/shownTitle.ts";
import { useToday } from "../view/today.ts";
import "./popovers.css";

interface MissionProgressPopoverProps {
  readonly missionId: MissionId;
  readonly anchor: Element;
}

/** How far a mission is, what that is the mean of, and how fresh it is. */
export function MissionProgressPopover({ missionId, anchor }: MissionProgressPopoverProps) {
  const triggerRef = useMemo(() => ({ current: anchor }), [anchor]);
  const today = useToday();
  const records = useRecords((all) => all);
  const mission = records.missions.get(missionId);
  const { mean, parts, unsaid } = missionProgress(records, missionId);
  const fresh = freshness(records, today).missions.find((one) => one.missionId === missionId);
  if (!mission) return null;
  const rhythm = rhythmInWords(mission.cadenceDays ?? records.plan.cadenceDays);
  return (
    <Popover className="popover" triggerRef={triggerRef} isOpen placement="bottom start" onOpenChange={closePopup}>
      <Dialog className="mission-mean">
        <Heading slot="title" className="mission-mean__title">
          <span className="mission-mean__of">{shownTitle("mission", mission.title)} </span>
          {mean === null ? "No progress has been said yet" : `${mean}%`}
        </Heading>
        <p className="mission-mean__made-of">{madeOf(parts.map(({ progress }) => progress))}</p>
        <ul className="mission-mean__parts">
          {parts.map(({ objectiveId, progress }) => (
            <li key={objectiveId} className="mission-mean__part">
              <ObjectiveLink objectiveId={objectiveId} />
              <span className="mission-mean__number">{progress}%</span>
              <ProgressBar value={progress} />
            </li>
          ))}
        </ul>
        {unsaid.length > 0 && (
          <>
            <p className="mission-mean__made-of">Without a number, not counted:</p>
            <ul className="mission-mean__parts">
              {unsaid.map((objectiveId) => (
                <li key={objectiveId}>
                  <ObjectiveLink objectiveId={objectiveId} />
                </li>
              ))}
            </ul>
          </>
        )}
        {fresh && fresh.of > 0 && (
          <p className="field__hint">
            {fresh.upToDate} of {fresh.of} up to date; asked {rhythm}
            {mission.cadenceDays === null ? ", as everywhere in the plan." : ", which is this mission’s own rhythm."}
          </p>
        )}
      </Dialog>
    </Popover>
  );
}

function ObjectiveLink({ objectiveId }: { readonly objectiveId: ObjectiveId }) {
  const { planId } = usePlanSession();
  const title = useRecords((records) => shownTitle("objective", records.objectives.get(objectiveId)?.title));
  const path = objectivePath(planId, objectiveId);
  return (
    <a
      className="mission-mean__link"
      href={path}
      onClick={(event) => {
        closePopup();
        followLink(event, path);
      }}
    >
      {title}
    </a>
  );
}

/** "The average of 4 objectives: 20, 40, 52, 60." */
function madeOf(numbers: readonly number[]): string {
  if (numbers.length === 0) return "A mission’s progress is the average of its objectives’.";
  if (numbers.length === 1) return "The progress of the only objective with a number.";
  return `The average of ${numbers.length} objectives: ${numbers.join(", ")}.`;
}
