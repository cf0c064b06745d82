import type { ObjectiveId } from "#shared/model/id.ts";
import type { ObjectiveState } from "#shared/queries/objectiveState.ts";
import { localDate } from "#shared/queries/staleness.ts";

import { ageOnChip } from "../checkIn/ageOnChip.ts";
import { useAge } from "../checkIn/useAge.ts";
import { useStillRight } from "../checkIn/useStillRight.ts";
import { openPopup } from "../view/popupStore.ts";
import { useToday } from "../view/today.ts";
import { cardCheckInId, cardTickId, cardTitleId } from "./cardIds.ts";

interface CardAgeProps {
  readonly objectiveId: ObjectiveId;
  readonly state: ObjectiveState;
  /** Whether this person may check in here; else it is only read. */
  readonly open: boolean;
}

/** How old what is known of a card is: the door to a check-in; and beside it, that all of it is still right. */
export function CardAge({ objectiveId, state, open }: CardAgeProps) {
  const age = useAge(objectiveId);
  const today = useToday();
  const stillRight = useStillRight();
  if (!age) return null;
  const { words, is } = ageOnChip(age, localDate(today), state.lastCheckIn !== null);
  const classes = `card__age card__age--${is}`;
  if (!open) {
    return (
      <li className={classes}>
        <span className="visually-hidden">Last check-in: </span>
        {words}
      </li>
    );
  }
  const current = state.lastCheckIn !== null && age.ageDays === 0;
  return (
    <li className={classes}>
      <button
        type="button"
        id={cardCheckInId(objectiveId)}
        className="card__check-in"
        aria-label={`${words}: check in`}
        title="Check in (U)"
        aria-haspopup="dialog"
        aria-describedby={cardTitleId(objectiveId)}
        onClick={(event) => openPopup({ kind: "checkIn", objectiveId, anchor: event.currentTarget })}
      >
        {words}
      </button>
      {state.status !== "done" && state.status !== "paused" && (
        <button
          type="button"
          id={cardTickId(objectiveId)}
          className="card__tick"
          title={current ? "Checked in today" : "Check in: nothing has changed (Y)"}
          aria-describedby={cardTitleId(objectiveId)}
          onClick={(event) => stillRight(objectiveId, event.currentTarget)}
        >
          Still right
        </button>
      )}
    </li>
  );
}
