import { useState } from "react";
import type { FormEvent } from "react";

import { recordCheckIn } from "#shared/commands/checkIns.ts";
import type { KeyResultId, ObjectiveId } from "#shared/model/id.ts";
import { limits } from "#shared/model/limits.ts";
import type { Status } from "#shared/model/status.ts";
import type { ObjectiveState } from "#shared/queries/objectiveState.ts";

import { PersonChooser } from "../people/PersonChooser.tsx";
import { useCan, useKeyResults, useObjective, useObjectiveState, usePerson, usePersonId } from "../plan/usePlan.ts";
import { useRun } from "../view/useRun.ts";
import { StatusChoice } from "./StatusChoice.tsx";
import { ValueField } from "./ValueField.tsx";
import "./checkIn.css";

interface CheckInFormProps {
  readonly objectiveId: ObjectiveId;
  readonly onDone: () => void;
}

/** Says how an objective goes: a status, a number, one line. Asks first who is speaking, once per device. */
export function CheckInForm({ objectiveId, onDone }: CheckInFormProps) {
  const personId = usePersonId();
  const objective = useObjective(objectiveId);
  const owner = usePerson(objective?.ownerId ?? null);
  const mayCheckIn = useCan("recordCheckIn", owner?.id ?? null);
  const state = useObjectiveState(objectiveId);
  if (personId === null) {
    return (
      <div className="check-in">
        <h2 className="check-in__title">Who are you?</h2>
        <p className="field__hint">Check-ins carry a name. This device is asked once.</p>
        <PersonChooser />
      </div>
    );
  }
  if (!mayCheckIn) {
    return (
      <div className="check-in">
        <h2 className="check-in__title">You can look, not check in</h2>
        <p className="field__hint">
          Your role in this plan does not allow it here. Ask an owner of the plan to change that.
        </p>
      </div>
    );
  }
  return <CheckInFields objectiveId={objectiveId} state={state} onDone={onDone} />;
}

interface CheckInFieldsProps extends CheckInFormProps {
  readonly state: ObjectiveState;
}

function CheckInFields({ objectiveId, state, onDone }: CheckInFieldsProps) {
  const run = useRun();
  const keyResults = useKeyResults(objectiveId);
  // Only what was chosen or typed is kept: what nobody touched goes on showing what others say meanwhile.
  const [status, setStatus] = useState<Status | null>(null);
  const [progress, setProgress] = useState<string | null>(null);
  const [values, setValues] = useState<ReadonlyMap<KeyResultId, string>>(new Map());
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<string | null>(null);

  const record = (event: FormEvent): void => {
    event.preventDefault();
    const given = progress === null ? undefined : numberOf(progress);
    const measured: Record<KeyResultId, number> = {};
    let unreadable = given === null;
    for (const [id, text] of values) {
      const value = numberOf(text);
      if (value === null) unreadable = true;
      else if (value !== undefined) measured[id] = value;
    }
    if (given === null || unreadable) {
      setProblem("Write numbers with digits only, like 42 or 3.5.");
      return;
    }
    setProblem(null);
    const said = given !== undefined || Object.keys(measured).length > 0 || note.trim() !== "";
    // With nothing else to say it is "still the same", which is worth recording.
    const saidStatus = status ?? (said ? undefined : state.status);
    const input = {
      objectiveId,
      ...(saidStatus !== undefined && { status: saidStatus }),
      ...(given !== undefined && { progress: given }),
      values: measured,
      note,
    };
    const done = run(recordCheckIn, input, "offerUndo");
    if (done !== undefined) onDone();
  };

  return (
    <form className="check-in" onSubmit={record}>
      <StatusChoice value={status ?? state.status} onChange={setStatus} />
      {keyResults.length === 0 ? (
        <ValueField
          label="Progress"
          unit="%"
          value={progress ?? state.progress?.toString() ?? ""}
          onChange={setProgress}
        />
      ) : (
        keyResults.map(({ id, title, measure }) => (
          <ValueField
            key={id}
            label={title}
            unit={measure.unit}
            kind={measure.kind}
            target={measure.target}
            value={values.get(id) ?? state.values.get(id)?.toString() ?? ""}
            onChange={(text) => setValues(new Map(values).set(id, text))}
          />
        ))
      )}
      <label className="field">
        <span className="field__label">In one line (optional)</span>
        <input
          className="input"
          value={note}
          maxLength={limits.noteLength}
          autoComplete="off"
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {problem !== null && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
      <div className="check-in__buttons">
        <button type="submit" className="button button--primary">
          Record check-in
        </button>
        <button type="button" className="button button--quiet" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  );
}

/** A number as people type it, with a comma or a point; undefined for nothing typed, null for no number. */
function numberOf(text: string): number | null | undefined {
  const tidy = text.trim().replace(",", ".").replace(/%$/u, "");
  if (tidy === "") return undefined;
  const number = Number(tidy);
  return Number.isFinite(number) ? number : null;
}
