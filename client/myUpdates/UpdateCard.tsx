import { useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";

import { recordStillRight } from "#shared/commands/checkIns.ts";
import type { ObjectiveId, PersonId } from "#shared/model/id.ts";
import { localDate } from "#shared/queries/staleness.ts";

import { CheckInForm } from "../checkIn/CheckInForm.tsx";
import { keptCheckInDraft } from "../checkIn/checkInDraft.ts";
import { ageOnChip } from "../checkIn/ageOnChip.ts";
import { useAge } from "../checkIn/useAge.ts";
import { ObjectiveSpark } from "../history/ObjectiveSpark.tsx";
import {
  useObjective,
  useObjectiveState,
  usePerson,
  usePersonId,
  usePlanSession,
  useRecords,
} from "../plan/usePlan.ts";
import { ProgressBar } from "../ui/ProgressBar.tsx";
import { StatusMark } from "../ui/StatusMark.tsx";
import { followLink } from "../view/followLink.ts";
import { isTyping, KEYS } from "../view/keys.ts";
import { missionAccent } from "../view/missionAccent.ts";
import { objectivePath } from "../view/route.ts";
import { shownTitle } from "../view/shownTitle.ts";
import { useToday } from "../view/today.ts";
import { useRun } from "../view/useRun.ts";
import { SaidBefore } from "./SaidBefore.tsx";

interface UpdateCardProps {
  readonly objectiveId: ObjectiveId;
  /** Whether it still waits for me. */
  readonly isWaiting: boolean;
  readonly onSaved: () => void;
  readonly onSkip: () => void;
}

/** An objective that waits for a word: what was said last, how it went, and the check-in itself. */
export function UpdateCard({ objectiveId, isWaiting, onSaved, onSkip }: UpdateCardProps) {
  const session = usePlanSession();
  const personId = usePersonId();
  const objective = useObjective(objectiveId);
  const state = useObjectiveState(objectiveId);
  useUpdateKeys(objectiveId, personId, onSaved, onSkip);
  const top = useRef<HTMLDivElement>(null);
  // The one before may have been scrolled to its end.
  useLayoutEffect(() => {
    top.current?.closest(".my-updates")?.scrollTo({ top: 0 });
  }, []);
  // Colleagues see that I am at it.
  useEffect(() => {
    session.setFocus(objectiveId);
    return () => session.setFocus(null);
  }, [session, objectiveId]);
  if (!objective) return null;
  const path = objectivePath(session.planId, objectiveId);
  return (
    <div ref={top} className="update" role="group" aria-labelledby="update-title">
      <MissionName objectiveId={objectiveId} />
      <h3 className="update__title" id="update-title">
        <a className="update__link" href={path} onClick={(event) => followLink(event, path)}>
          {shownTitle("objective", objective.title)}
        </a>
      </h3>
      <Why objectiveId={objectiveId} isWaiting={isWaiting} />
      <div className="update__before">
        <div className="update__words">
          <div className={`update__state status--${state.status}`}>
            <StatusMark status={state.status} />
            {state.progress !== null && <span className="update__number">{state.progress}%</span>}
            <ProgressBar value={state.progress ?? 0} />
          </div>
          <SaidBefore objectiveId={objectiveId} />
        </div>
        <ObjectiveSpark objective={objective} />
      </div>
      <CheckInForm
        objectiveId={objectiveId}
        onSaved={onSaved}
        onLeave={onSkip}
        skipWord={isWaiting ? "Skip" : "Go on"}
      />
    </div>
  );
}

function MissionName({ objectiveId }: Pick<UpdateCardProps, "objectiveId">) {
  const missionId = useRecords((records) => records.objectives.get(objectiveId)?.placement.missionId);
  const accent = useRecords((records) => (missionId === undefined ? 0 : missionAccent(records, missionId)));
  const title = useRecords((records) => (missionId && records.missions.get(missionId)?.title.trim()) || "In the tray");
  return <p className={`update__mission column--accent-${accent}`}>{title}</p>;
}

/** Why it is asked about; or, in the same place, why it no longer is. */
function Why({ objectiveId, isWaiting }: Pick<UpdateCardProps, "objectiveId" | "isWaiting">) {
  const age = useAge(objectiveId);
  const today = useToday();
  const { lastCheckIn } = useObjectiveState(objectiveId);
  const chip = age && ageOnChip(age, localDate(today), lastCheckIn !== null);
  const asked = chip?.is === "late" ? chip.words : "due today";
  const author = usePerson(lastCheckIn?.by ?? null);
  const me = usePersonId();
  const who = author?.id === me ? "You have" : `${author?.name ?? "Somebody"} has`;
  const words = lastCheckIn && lastCheckIn.note !== "" ? `: “${lastCheckIn.note}”` : "";
  const over = age?.ageDays === 0 ? `${who} checked in meanwhile${words}` : "It waits for you no longer";
  return (
    <p
      className={isWaiting ? "update__why" : "update__why update__why--over"}
      role="status"
      title={isWaiting ? undefined : over}
    >
      {isWaiting ? asked : over}
    </p>
  );
}

/** S puts off, Y says still right: also in a field for numbers, where letters are nothing else. */
function useUpdateKeys(
  objectiveId: ObjectiveId,
  personId: PersonId | null,
  onSaved: () => void,
  onSkip: () => void,
): void {
  const run = useRun();
  const press = useEffectEvent((event: KeyboardEvent): void => {
    const { target } = event;
    const inNumber = target instanceof Element && target.matches("[role=spinbutton]");
    if (event.defaultPrevented || event.isComposing || (isTyping(target) && !inNumber)) return;
    if (document.querySelector("[role=dialog]") !== null) return;
    if (KEYS.skip.is(event)) {
      event.preventDefault();
      onSkip();
    } else if (KEYS.stillRight.is(event)) {
      event.preventDefault();
      // With something begun it is not still right: Enter records that.
      if (personId !== null && keptCheckInDraft(personId, objectiveId) !== null) return;
      if (run(recordStillRight, { objectiveIds: [objectiveId] }) !== undefined) onSaved();
    }
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => press(event);
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
