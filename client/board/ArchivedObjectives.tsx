import { useState } from "react";

import { restoreObjective } from "#shared/commands/objectives.ts";
import type { Objective } from "#shared/model/objective.ts";
import { archivedObjectives } from "#shared/queries/board.ts";
import { matches } from "#shared/queries/matches.ts";

import { useCan, usePerson, usePlanSession, useRecords } from "../plan/usePlan.ts";
import { longDate } from "../ui/dates.ts";
import { focusCard } from "../view/cardFocus.ts";
import { followLink } from "../view/followLink.ts";
import { objectivePath } from "../view/route.ts";
import { useSearch } from "../view/searchStore.ts";
import { shownTitle } from "../view/shownTitle.ts";
import { useRun } from "../view/useRun.ts";
import { RestoreButton } from "./RestoreButton.tsx";

/** How many are listed at first, and how many more at each press: a plan of some years has hundreds. */
const FIRST = 20;
const MORE = 100;

/** The cards that were archived, those archived last first: each can be opened and read, and restored to its place. */
export function ArchivedObjectives() {
  const { planStore } = usePlanSession();
  const archived = useRecords(archivedObjectives);
  const { text } = useSearch();
  const [most, setMost] = useState(FIRST);
  if (archived.length === 0) return null;
  const { records } = planStore.getState();
  const found = text.trim() === "" || !records ? archived : archived.filter((one) => matches(records, one, { text }));
  return (
    <section className="archived" aria-labelledby="archived-objectives">
      <h3 className="archived__heading" id="archived-objectives">
        Archived objectives
        <span className="column__count">{found.length}</span>
      </h3>
      {found.length === 0 && <p className="column__statement">None of {archived.length} matches the search.</p>}
      <ul className="archived__list">
        {found.slice(0, most).map((objective) => (
          <ArchivedObjective key={objective.id} objective={objective} />
        ))}
      </ul>
      {found.length > most && (
        <button type="button" className="button" onClick={() => setMost(most + MORE)}>
          Show {Math.min(MORE, found.length - most)} more
        </button>
      )}
    </section>
  );
}

function ArchivedObjective({ objective: { id, title, archived } }: { readonly objective: Objective }) {
  const { planId } = usePlanSession();
  const run = useRun();
  const editable = useCan("editObjectives");
  const by = usePerson(archived?.by ?? null);
  const shown = shownTitle("objective", title);
  const path = objectivePath(planId, id);
  return (
    <li className="archived__one">
      <span className="archived__title">
        <a href={path} onClick={(event) => followLink(event, path)}>
          {shown}
        </a>
        {archived && (
          <span className="archived__when">
            {longDate(archived.at)}
            {by && ` · ${by.name}`}
          </span>
        )}
      </span>
      {editable && (
        <RestoreButton
          title={shown}
          restore={() => run(restoreObjective, { objectiveId: id }, "offerUndo") !== undefined}
          focusRestored={() => focusCard(id)}
        />
      )}
    </li>
  );
}
