import { useId, useRef, useState } from "react";
import type { FormEvent } from "react";

import { readKeyResultLine } from "#shared/exchange/keyResultLine.ts";
import type { KeyResultLine } from "#shared/exchange/keyResultLine.ts";
import type { ObjectiveId } from "#shared/model/id.ts";

import { wayOf } from "../ui/measured.ts";
import { closeByEscape } from "../view/closeByEscape.ts";
import { draftOf, keepDraft } from "../view/drafts.ts";
import { KeyResultForm } from "./KeyResultForm.tsx";

interface KeyResultLineFormProps {
  readonly objectiveId: ObjectiveId;
  /** Adds it; false if it was refused. The form stays for the next one. */
  readonly onAdd: (given: KeyResultLine) => boolean;
  readonly onClose: () => void;
}

const MOST = 400;

/** A new key result in one line. What is understood stands below it before it is added, and can be edited as fields. */
export function KeyResultLineForm({ objectiveId, onAdd, onClose }: KeyResultLineFormProps) {
  const draft = `key-result.${objectiveId}`;
  const hint = useId();
  const field = useRef<HTMLInputElement>(null);
  const [line, setLine] = useState(() => draftOf(draft));
  const [asFields, setAsFields] = useState(false);
  const understood = readKeyResultLine(line);
  const change = (text: string): void => {
    setLine(text);
    keepDraft(draft, text);
  };
  const add = (given: KeyResultLine): void => {
    if (!onAdd(given)) return;
    change("");
    setAsFields(false);
    // Add, which may have been pressed, takes no press while nothing is written, and would lose focus with that.
    field.current?.focus();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (understood) add(understood);
  };
  if (asFields) return <KeyResultForm given={understood} onSave={add} onCancel={() => setAsFields(false)} />;
  return (
    <form className="key-result-line" onSubmit={submit}>
      <label className="field">
        <span className="field__label">New key result</span>
        <input
          ref={field}
          className="input"
          autoFocus
          autoComplete="off"
          maxLength={MOST}
          value={line}
          placeholder="Apprentices in post 0 → 21 people"
          aria-describedby={hint}
          onKeyDown={closeByEscape(onClose)}
          onChange={(event) => change(event.target.value)}
        />
      </label>
      <p className="key-result-line__understood" id={hint} aria-live="polite">
        {understood ? (
          <>
            <strong>{understood.title}</strong>, {wayOf(understood.measure)}
          </>
        ) : (
          "What is measured, from where to where, in what: “Calls 1,200 to 600 a week”, “Online 31 → 70%”, “Portal is live, yes/no”."
        )}
      </p>
      <div className="key-result-form__buttons">
        <button type="submit" className="button button--primary" disabled={understood === null}>
          Add
        </button>
        <button type="button" className="button" onClick={() => setAsFields(true)}>
          Edit as fields
        </button>
        <button type="button" className="button button--quiet" onClick={onClose}>
          Done
        </button>
      </div>
    </form>
  );
}
