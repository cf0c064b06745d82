import { setCadence } from "#shared/commands/plan.ts";

import { RhythmChoices } from "../freshness/RhythmChoices.tsx";
import { rhythmAlone } from "../freshness/rhythmAlone.ts";
import { useCan, useRecords } from "../plan/usePlan.ts";
import { PlanText } from "../ui/PlanText.tsx";
import { shownTitle } from "../view/shownTitle.ts";
import { useRun } from "../view/useRun.ts";

/** Title, purpose and rhythm: the same texts as over the board, changed live where they are read. */
export function AboutPlan() {
  const run = useRun();
  const editable = useCan("editPlan");
  const { title, purpose, cadenceDays } = useRecords((records) => records.plan);
  return (
    <section className="page__section" aria-labelledby="about-title">
      <h3 id="about-title" className="page__subtitle">
        About the plan
      </h3>
      <div className="settings__field">
        <h4 className="field__label">Title</h4>
        <div className="settings__text settings__text--title">
          <PlanText field="title" label="title of the plan">
            {shownTitle("plan", title)}
          </PlanText>
        </div>
      </div>
      <div className="settings__field">
        <h4 className="field__label">Purpose</h4>
        <div className="settings__text">
          <PlanText field="purpose" label="purpose of the plan">
            {purpose.trim() === "" ? (
              <span className="page__hint">{editable ? "Say what this plan is for" : "Nobody has said it yet."}</span>
            ) : (
              purpose
            )}
          </PlanText>
        </div>
      </div>
      <div className="settings__field" role="group" aria-labelledby="rhythm-title">
        <h4 id="rhythm-title" className="field__label">
          How often to check in
        </h4>
        {editable ? (
          <div className="settings__rhythm">
            <RhythmChoices
              ofPlan={cadenceDays}
              chosen={cadenceDays}
              asPlan={false}
              onChoose={(days) => {
                if (days !== null) run(setCadence, { cadenceDays: days }, "offerUndo");
              }}
            />
          </div>
        ) : (
          <p>{rhythmAlone(cadenceDays)}</p>
        )}
        <p className="field__hint">
          After that long without a check-in an objective is late. A mission can have a rhythm of its own, in its menu.
        </p>
      </div>
      {!editable && (
        <p className="page__hint">Only owners and editors change these, and nobody while it is archived.</p>
      )}
    </section>
  );
}
