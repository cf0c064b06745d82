import { useEffect, useRef, useState } from "react";
import type { FormEvent } from "react";

import { correctCheckIn, recordCheckIn, recordStillRight } from "#shared/commands/checkIns.ts";
import { COMMAND_ERRORS } from "#shared/commands/commandError.ts";
import type { CheckIn } from "#shared/model/checkIn.ts";
import type { ObjectiveId, PersonId } from "#shared/model/id.ts";
import { isolated } from "#shared/model/isolated.ts";
import { limits } from "#shared/model/limits.ts";

import { useKeyResults, useObjective, useObjectiveState, usePerson } from "../plan/usePlan.ts";
import { useAttempt } from "../view/useRun.ts";
import { isEmpty } from "./checkInDraft.ts";
import type { CheckInDraft } from "./checkInDraft.ts";
import { KeyResultFields } from "./KeyResultFields.tsx";
import { ProgressField } from "./ProgressField.tsx";
import { readDraft } from "./readDraft.ts";
import type { NumberProblems } from "./readDraft.ts";
import { StatusChoice } from "./StatusChoice.tsx";
import { useCheckInDraft } from "./useCheckInDraft.ts";
import { useCheckInKeys } from "./useCheckInKeys.ts";

/** What a check-in is about, and what becomes of it. */
export interface CheckInFormProps {
  readonly objectiveId: ObjectiveId;
  /** It has been recorded. */
  readonly onSaved: () => void;
  /** Escape or Cancel: nothing was recorded, and nothing is kept but where there is a `skipWord`. */
  readonly onLeave: () => void;
  /** One's own check-in, to be said anew; left out: a new one. */
  readonly correcting?: CheckIn | undefined;
  /**
   * Where it is one of several in turn: the word for going on without it, in place of Cancel. Leaving keeps what was
   * begun then, and whoever shows it says what was recorded.
   */
  readonly skipWord?: string;
  /** False where what it stands in says that the objective was archived meanwhile; true unless given. */
  readonly saysArchived?: boolean;
}

const NO_PROBLEMS: NumberProblems = new Map();

/** Why it was not recorded, which holds for as long as the objective is archived, or is not, as it was then. */
interface Refusal {
  readonly words: string;
  readonly isArchived: boolean;
}

interface CheckInFieldsProps extends CheckInFormProps {
  readonly personId: PersonId;
}

/** The fields of a check-in. What nobody touched goes on showing what others say meanwhile. */
export function CheckInFields({
  objectiveId,
  personId,
  onSaved,
  onLeave,
  correcting,
  skipWord,
  saysArchived = true,
}: CheckInFieldsProps) {
  const attempt = useAttempt();
  const state = useObjectiveState(objectiveId);
  const keyResults = useKeyResults(objectiveId);
  const { draft, found, change: keep, drop } = useCheckInDraft(personId, objectiveId, correcting);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const form = useRef<HTMLFormElement>(null);
  const number = useRef<HTMLInputElement>(null);
  const nothingSaid = isEmpty(draft);
  const archived = useArchivedWords(objectiveId);
  const isArchived = archived !== null;
  const refuse = (words: string): void => setRefusal({ words, isArchived });
  const tooLong = draft.note.trim().length > limits.noteLength ? COMMAND_ERRORS.noteTooLong : null;
  const refused = refusal?.isArchived === isArchived ? refusal.words : null;
  const reason = tooLong ?? refused ?? (saysArchived ? archived : null);

  useEffect(() => {
    const wrong = problems.size === 0 ? null : form.current?.querySelector<HTMLElement>("[aria-invalid='true']");
    wrong?.focus({ preventScroll: true });
    // With what is wrong, which stands below the number.
    wrong?.closest(".value-field")?.scrollIntoView({ block: "nearest" });
  }, [problems]);

  // On touch a focused field would bring up the keyboard, over the half of the screen that is needed.
  useEffect(() => {
    const touch = matchMedia("(pointer: coarse)").matches;
    const status = form.current?.querySelector<HTMLInputElement>("input[type=radio]:checked");
    (touch ? status : (number.current ?? status))?.focus({ preventScroll: true });
  }, []);

  /** What was wrong may be right now: if not, it is said again at the next try. */
  const forgetProblems = (): void => {
    setRefusal(null);
    setProblems(NO_PROBLEMS);
  };
  const change = (patch: Partial<CheckInDraft>): void => {
    keep(patch);
    forgetProblems();
  };
  const startAfresh = (): void => {
    drop();
    forgetProblems();
  };
  const record = (event: FormEvent): void => {
    event.preventDefault();
    if (tooLong !== null) return;
    const read = readDraft(draft);
    if (!read.ok) {
      setRefusal(null);
      setProblems(read.error);
      return;
    }
    const say = skipWord === undefined ? "offerUndo" : "refusalsOnly";
    const done = correcting
      ? attempt(correctCheckIn, { checkInId: correcting.id, ...read.value }, say)
      : isEmpty({ ...draft, note: draft.note.trim() })
        ? attempt(recordStillRight, { objectiveIds: [objectiveId] }, say)
        : attempt(recordCheckIn, { objectiveId, ...read.value }, say);
    if (!done.ok) {
      refuse(done.error.message);
      return;
    }
    drop();
    onSaved();
  };

  const leave = (): void => {
    if (skipWord === undefined && !isArchived) drop();
    onLeave();
  };
  useCheckInKeys(form, { onStatus: (status) => change({ status }), onLeave: leave });

  return (
    <form ref={form} className="check-in" aria-label="Check-in" onSubmit={record}>
      {found && (
        <p className="check-in__found">
          You had begun this.
          <button type="button" className="button button--quiet" onClick={startAfresh}>
            Start afresh
          </button>
        </p>
      )}
      <StatusChoice value={draft.status ?? state.status} onChange={(status) => change({ status })} />
      {keyResults.length === 0 ? (
        <ProgressField
          value={draft.progress ?? state.progress?.toString() ?? ""}
          standing={state.progress}
          onChange={(progress) => change({ progress })}
          problem={problems.get("progress")}
          fieldRef={number}
        />
      ) : (
        <KeyResultFields
          keyResults={keyResults}
          state={state}
          typed={draft.values}
          onChange={(values) => change({ values })}
          problems={problems}
          fieldRef={number}
        />
      )}
      <label className="field">
        <span className="field__label">In one line (optional)</span>
        <input
          className="input"
          value={draft.note}
          maxLength={limits.notesLength}
          autoComplete="off"
          enterKeyHint="done"
          onChange={(event) => change({ note: event.target.value })}
        />
      </label>
      <div className="check-in__buttons">
        {reason !== null && (
          <p className="field__error check-in__reason" role="alert">
            {reason}
          </p>
        )}
        <button type="submit" className="button button--primary check-in__save">
          {nothingSaid ? "Still right" : "Record check-in"}
        </button>
        <button type="button" className="button button--quiet" onClick={leave}>
          {skipWord ?? (isArchived ? "Close" : "Cancel")}
        </button>
      </div>
    </form>
  );
}

/** Said where somebody archives the objective while its form is open; null while it can be checked in on. */
function useArchivedWords(objectiveId: ObjectiveId): string | null {
  const archived = useObjective(objectiveId)?.archived ?? null;
  const who = usePerson(archived?.by ?? null)?.name ?? "Somebody";
  return archived && `${isolated(who)} has archived this objective. What you typed is kept until it is restored.`;
}
