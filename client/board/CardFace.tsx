import type { ObjectiveId } from "#shared/model/id.ts";
import type { Objective } from "#shared/model/objective.ts";
import { STATUS_WORDS } from "#shared/model/status.ts";
import type { ObjectiveState } from "#shared/queries/objectiveState.ts";
import { localDate, staleness } from "#shared/queries/staleness.ts";
import type { Staleness } from "#shared/queries/staleness.ts";

import { usePerson, usePlanSession, useRecords } from "../plan/usePlan.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { ageInWords, shortDate } from "../ui/dates.ts";
import { ProgressBar } from "../ui/ProgressBar.tsx";
import { StatusShape } from "../ui/StatusShape.tsx";
import { followLink } from "../view/followLink.ts";
import { openPopup } from "../view/popupStore.ts";
import { objectivePath } from "../view/route.ts";
import { useToday } from "../view/today.ts";
import { cardCheckInId, cardTitleId } from "./cardIds.ts";
import { CardPeople } from "./CardPeople.tsx";

interface CardFaceProps {
  readonly objective: Objective;
  readonly state: ObjectiveState;
  /** A picture of the card under the pointer: nothing in it can be pressed, and it has no ids. */
  readonly picture?: boolean;
}

/**
 * What is read at a glance: title, status, progress, the last line said, the owner and the age of all this. A board has
 * hundreds of these, so it is made of few elements: icons are drawn by the style sheet.
 */
export function CardFace({ objective, state, picture = false }: CardFaceProps) {
  const { planId } = usePlanSession();
  const { id, title } = objective;
  const shownTitle = title.trim() === "" ? "Untitled objective" : title;
  const path = objectivePath(planId, id);
  return (
    <>
      <h3 className="card__title" id={picture ? undefined : cardTitleId(id)}>
        {picture ? (
          shownTitle
        ) : (
          <a className="card__link" href={path} draggable={false} onClick={(event) => followLink(event, path)}>
            {shownTitle}
          </a>
        )}
      </h3>
      <div className={`card__state status--${state.status}`}>
        {picture ? (
          <span className="card__check-in status">
            <StatusShape status={state.status} />
            {STATUS_WORDS[state.status]}
          </span>
        ) : (
          <button
            type="button"
            id={cardCheckInId(id)}
            className="card__check-in status"
            aria-label={`${STATUS_WORDS[state.status]}: check in`}
            aria-haspopup="dialog"
            aria-describedby={cardTitleId(id)}
            onClick={(event) => openPopup({ kind: "checkIn", objectiveId: id, anchor: event.currentTarget })}
          >
            <StatusShape status={state.status} />
            {STATUS_WORDS[state.status]}
          </button>
        )}
        <CardPeople objectiveId={id} />
        {state.progress !== null && <span className="card__number">{Math.round(state.progress)}%</span>}
        <ProgressBar value={state.progress ?? 0} />
      </div>
      {state.lastCheckIn?.note && <p className="card__said">{state.lastCheckIn.note}</p>}
      <CardFoot objective={objective} state={state} />
    </>
  );
}

/** Who answers for it, how old what is said here is, and when it is due. */
function CardFoot({ objective, state }: Pick<CardFaceProps, "objective" | "state">) {
  const owner = usePerson(objective.ownerId);
  const today = useToday();
  const age = useStaleness(objective.id, today);
  const { due } = objective;
  const late = due !== null && state.status !== "done" && due < localDate(today);
  const stale = (age?.overdueDays ?? 0) > 0;
  return (
    <ul className="card__foot">
      <li className={owner ? "card__owner" : "card__owner card__owner--nobody"}>
        {owner ? (
          <>
            <Avatar name={owner.name} />
            <span className="visually-hidden">Owner: </span>
            {owner.name}
          </>
        ) : (
          "No owner yet"
        )}
      </li>
      <li className={stale ? "card__fact card__fact--age card__fact--late" : "card__fact card__fact--age"}>
        {state.lastCheckIn ? (
          <>
            <span className="visually-hidden">Checked in </span>
            {ageInWords(age?.ageDays ?? 0)}
          </>
        ) : (
          "No check-in yet"
        )}
        {stale && <span className="visually-hidden">, the next one is overdue</span>}
      </li>
      {due !== null && (
        <li className={late ? "card__fact card__fact--due card__fact--late" : "card__fact card__fact--due"}>
          {late ? "Was due " : <span className="visually-hidden">Due </span>}
          {shortDate(due, today)}
        </li>
      )}
    </ul>
  );
}

/** How old what is known of an objective is. Asked when the card renders: whatever it depends on makes it do so. */
function useStaleness(objectiveId: ObjectiveId, today: number): Staleness | null {
  const { planStore } = usePlanSession();
  useRecords(({ plan, missions, objectives }) => {
    const objective = objectives.get(objectiveId);
    return (objective && missions.get(objective.placement.missionId)?.cadenceDays) ?? plan.cadenceDays;
  });
  const { records } = planStore.getState();
  return records && staleness(records, objectiveId, today);
}
