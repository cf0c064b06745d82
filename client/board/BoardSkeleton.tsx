import { closeCodes } from "#shared/protocol/closeCodes.ts";

import { useConnection } from "../plan/usePlan.ts";
import { Notice } from "../ui/Notice.tsx";
import "./board.css";
import "./card.css";
import "./skeleton.css";

const COLUMNS = [4, 3, 5, 3, 2];

interface BoardSkeletonProps {
  readonly waiting: boolean;
}

/** In place of a board of which nothing is known yet. Until it comes nothing else is fetched: see whenAtRest. */
export function BoardSkeleton(props: BoardSkeletonProps) {
  return (
    <div className="awaited" data-awaited>
      <BoardToCome {...props} />
    </div>
  );
}

/** Where the board will be; or why it cannot be shown, in place of a wait without end. */
function BoardToCome({ waiting }: BoardSkeletonProps) {
  const { connection, closeName } = useConnection();
  if (!waiting && connection === "offline" && closeName === "rateLimited") {
    return (
      <Notice title="This plan opens in a moment">
        <p>{closeCodes.rateLimited.whatNow}</p>
      </Notice>
    );
  }
  if (!waiting && connection === "offline") {
    return (
      <Notice title="This plan is not on this device yet">
        <p>There is no connection, and the plan has not been opened here before. It opens as soon as you are online.</p>
      </Notice>
    );
  }
  if (!waiting && connection === "unavailable") {
    return (
      <Notice title="The server cannot open this plan just now">
        <p>
          Nothing is written over what it has. This page keeps trying, and shows the plan as soon as it can be opened.
          If that lasts, tell whoever runs the server.
        </p>
      </Notice>
    );
  }
  return (
    <div
      className="board board--skeleton"
      style={{ gridTemplateColumns: `repeat(${COLUMNS.length}, var(--column-track))` }}
      aria-hidden="true"
    >
      {COLUMNS.map((cards, at) => (
        <div key={at} className="column">
          <div className="column__header">
            <div className="skeleton__line skeleton__line--title" />
            <div className="skeleton__line" />
          </div>
          <div className="column__body">
            <div className="column__scroller rows">
              {Array.from({ length: cards }, (_, card) => (
                <div key={card} className="card">
                  <div className="skeleton__line" />
                  <div className="skeleton__line skeleton__line--short" />
                  <div className="skeleton__line skeleton__line--short" />
                </div>
              ))}
            </div>
          </div>
        </div>
      ))}
    </div>
  );
}
