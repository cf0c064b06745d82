import { Trash2 } from "lucide-react";

import { addKeyResult, archiveKeyResult, changeKeyResult } from "#shared/commands/keyResults.ts";
import type { ObjectiveId } from "#shared/model/id.ts";
import type { KeyResult } from "#shared/model/keyResult.ts";
import { limits } from "#shared/model/limits.ts";
import { fractionOf } from "#shared/queries/objectiveState.ts";

import { useCan, useKeyResults, useObjective, useObjectiveState } from "../plan/usePlan.ts";
import { measured, wayOf } from "../ui/measured.ts";
import { ProgressBar } from "../ui/ProgressBar.tsx";
import { passFocus } from "../view/passFocus.ts";
import { useRun } from "../view/useRun.ts";
import { KeyResultForm } from "./KeyResultForm.tsx";
import { KeyResultLineForm } from "./KeyResultLineForm.tsx";
import { TakesNoMore } from "./TakesNoMore.tsx";
import { useOpenEntry } from "./useOpenEntry.ts";

interface KeyResultsProps {
  readonly objectiveId: ObjectiveId;
  readonly editable: boolean;
}

/** How an objective is measured. With key results its progress is their mean. */
export function KeyResults({ objectiveId, editable }: KeyResultsProps) {
  const run = useRun();
  const allowed = useCan("editKeyResults") && editable;
  const keyResults = useKeyResults(objectiveId);
  const isArchived = useObjective(objectiveId)?.archived !== null;
  const state = useObjectiveState(objectiveId);
  const { section, open, focus, show, close, closeAdded, forgetFocus } = useOpenEntry<KeyResult["id"]>();
  const full = keyResults.length >= limits.keyResultsPerObjective;
  if (keyResults.length === 0 && !allowed) return null;
  return (
    <section ref={section} className="sheet__section" aria-labelledby="key-results-heading" tabIndex={-1}>
      <div className="sheet__line">
        <h3 className="sheet__heading" id="key-results-heading">
          Key results
        </h3>
        {allowed && open !== "new" && !full && (
          <button
            type="button"
            className="button key-results__add"
            disabled={isArchived}
            autoFocus={focus === "new"}
            onClick={() => show("new")}
          >
            Add key result
          </button>
        )}
      </div>
      {keyResults.length === 0 && open !== "new" && (
        <p className="field__hint">
          None yet, and optional. A key result is a number that tells whether the objective is met.
        </p>
      )}
      <ul className="key-results">
        {keyResults.map((keyResult) =>
          open === keyResult.id ? (
            <li key={keyResult.id}>
              <KeyResultForm
                given={keyResult}
                exists
                onSave={(given) => {
                  if (run(changeKeyResult, { keyResultId: keyResult.id, ...given }, "offerUndo") !== undefined) close();
                }}
                onCancel={close}
              />
            </li>
          ) : (
            <li key={keyResult.id} className="key-results__entry">
              <span className="key-results__title">{keyResult.title}</span>
              <span className="key-results__value">
                {measured(state.values.get(keyResult.id) ?? keyResult.measure.start, keyResult.measure)}
                {keyResult.measure.kind !== "yesNo" && " now"}{" "}
                <span className="key-results__way">{wayOf(keyResult.measure)}</span>
              </span>
              {allowed && (
                <span className="key-results__buttons">
                  <button
                    type="button"
                    className="button button--quiet"
                    disabled={isArchived}
                    autoFocus={focus === keyResult.id}
                    onClick={() => show(keyResult.id)}
                  >
                    Change
                    <span className="visually-hidden"> {keyResult.title}</span>
                  </button>
                  <button
                    type="button"
                    className="button button--quiet button--icon key-results__archive"
                    aria-label={`Archive ${keyResult.title}`}
                    disabled={isArchived}
                    onClick={({ currentTarget }) => {
                      const add = currentTarget.closest("section")?.querySelector(".key-results__add, form button");
                      passFocus(currentTarget, ".key-results__archive", add);
                      forgetFocus();
                      run(archiveKeyResult, { keyResultId: keyResult.id }, "offerUndo");
                    }}
                  >
                    <Trash2 className="icon" aria-hidden="true" />
                  </button>
                </span>
              )}
              <ProgressBar
                value={100 * fractionOf(keyResult.measure, state.values.get(keyResult.id) ?? keyResult.measure.start)}
              />
            </li>
          ),
        )}
      </ul>
      {open === "new" && !full && (
        <KeyResultLineForm
          objectiveId={objectiveId}
          onAdd={(given) => {
            if (run(addKeyResult, { objectiveId, ...given }, "offerUndo") === undefined) return false;
            // The form stays for the next one, while there is room for it.
            if (keyResults.length + 1 === limits.keyResultsPerObjective) closeAdded("full");
            return true;
          }}
          onClose={close}
        />
      )}
      {allowed && full && (
        <TakesNoMore hasFocus={focus === "full"}>
          More than {limits.keyResultsPerObjective} would say less. Archive one to add another.
        </TakesNoMore>
      )}
    </section>
  );
}
