import type { CalendarDate } from "#shared/model/calendarDate.ts";
import type { Objective } from "#shared/model/objective.ts";
import { STATUS_WORDS } from "#shared/model/status.ts";
import type { ObjectiveState } from "#shared/queries/objectiveState.ts";
import { localDate } from "#shared/queries/staleness.ts";

import { useKeyResults, useMayCheckIn, usePerson, usePlanSession } from "../plan/usePlan.ts";
import { dueDate, shortDate } from "../ui/dates.ts";
import { followLink } from "../view/followLink.ts";
import { openPopup } from "../view/popupStore.ts";
import { objectivePath } from "../view/route.ts";
import { shownTitle } from "../view/shownTitle.ts";
import { useToday } from "../view/today.ts";
import { CardAge } from "./CardAge.tsx";
import { cardTitleId } from "./cardIds.ts";
import { CardNews } from "./CardNews.tsx";
import { CardPeople } from "./CardPeople.tsx";
import { CardProgress } from "./CardProgress.tsx";

const NO_BREAK = "\u00a0";
/** As many letters may be wider than the first line of a title. */
const WIDE_WORD = /\S{13}/u;

interface CardFaceProps {
  readonly objective: Objective;
  readonly state: ObjectiveState;
}

/**
 * What is read at a glance: title, status, progress, the last line said, the owner and the age of all this. A board has
 * hundreds of these, so it is made of few elements: icons are drawn by the style sheet.
 */
export function CardFace({ objective, state }: CardFaceProps) {
  const { planId } = usePlanSession();
  const { id, title } = objective;
  const shown = shownTitle("objective", title);
  const path = objectivePath(planId, id);
  const open = useMayCheckIn(id);
  const measured = useKeyResults(id).length > 0;
  return (
    <>
      <h3 className={WIDE_WORD.test(shown) ? "card__title card__title--wide" : "card__title"} id={cardTitleId(id)}>
        <a className="card__link" href={path} draggable={false} onClick={(event) => followLink(event, path)}>
          {shown}
        </a>
      </h3>
      <div className={`card__state status--${state.status}`}>
        {open ? (
          <button
            type="button"
            className="card__status card__status--open status"
            // The age below is the same door; with the keyboard one of them is enough.
            tabIndex={-1}
            aria-label={`${STATUS_WORDS[state.status]}: change`}
            aria-haspopup="dialog"
            aria-describedby={cardTitleId(id)}
            onClick={(event) => openPopup({ kind: "checkIn", objectiveId: id, anchor: event.currentTarget })}
          >
            {STATUS_WORDS[state.status]}
          </button>
        ) : (
          <span className="card__status status">{STATUS_WORDS[state.status]}</span>
        )}
        <CardPeople objectiveId={id} />
        <CardProgress objectiveId={id} progress={state.progress} draggable={open && !measured} />
      </div>
      <LastWords state={state} />
      <CardFoot objective={objective} state={state} open={open} />
      <CardNews lastCheckIn={state.lastCheckIn} />
    </>
  );
}

/** The last line said. Where something was said since without words, it has a date of its own. */
function LastWords({ state: { lastWorded, lastCheckIn } }: Pick<CardFaceProps, "state">) {
  const today = useToday();
  if (!lastWorded) return null;
  return (
    <p className="card__said">
      {lastWorded.note}
      {lastWorded !== lastCheckIn && <time> {shortDate(localDate(lastWorded.at), today)}</time>}
    </p>
  );
}

/**
 * Of one that is far the day is only read out: the month is what one goes by, and the owner's name has its room. What
 * was due may take two lines for that: words, and under them the date in one piece.
 */
function DueWords({ due, late }: { readonly due: CalendarDate; readonly late: boolean }) {
  const { day, rest } = dueDate(due, useToday());
  if (!late) {
    return (
      <>
        <span className="visually-hidden">Due {day}</span>
        {rest}
      </>
    );
  }
  return (
    <>
      Was{NO_BREAK}due {day !== "" && <span className="visually-hidden">{day}</span>}
      {rest.replaceAll(" ", NO_BREAK)}
    </>
  );
}

interface CardFootProps {
  readonly objective: Objective;
  readonly state: ObjectiveState;
  readonly open: boolean;
}

/** Who answers for it, when it is due, and how old what is said here is. */
function CardFoot({ objective, state, open }: CardFootProps) {
  const owner = usePerson(objective.ownerId);
  const today = useToday();
  const { due } = objective;
  const late = due !== null && state.status !== "done" && due < localDate(today);
  return (
    <ul className="card__foot">
      <li className={owner ? "card__owner" : "card__owner card__owner--nobody"}>
        {owner ? (
          <>
            <span className="visually-hidden">Owner: </span>
            {owner.name}
          </>
        ) : (
          "No owner yet"
        )}
      </li>
      {due !== null && (
        <li
          className={
            late ? "card__fact card__fact--due card__fact--late drawn-icon" : "card__fact card__fact--due drawn-icon"
          }
        >
          <DueWords due={due} late={late} />
        </li>
      )}
      <CardAge objectiveId={objective.id} state={state} open={open} />
    </ul>
  );
}
