import { useState } from "react";
import type { FormEvent } from "react";

import type { KeyResultLine } from "#shared/exchange/keyResultLine.ts";
import { MEASURE_KINDS } from "#shared/model/keyResult.ts";
import type { Measure, MeasureKind } from "#shared/model/keyResult.ts";
import { limits } from "#shared/model/limits.ts";
import { parseTypedNumber } from "#shared/model/typedNumber.ts";

import { useNeeded } from "../ui/useNeeded.tsx";
import { closeByEscape } from "../view/closeByEscape.ts";

const KIND_WORDS: Readonly<Record<MeasureKind, string>> = {
  number: "Number",
  percent: "Percentage",
  yesNo: "Yes or no",
};

interface KeyResultFormProps {
  /** What it is now, or was understood from a line; null for nothing yet. */
  readonly given: KeyResultLine | null;
  /** Whether it is there already. */
  readonly exists?: boolean;
  readonly onSave: (given: KeyResultLine) => void;
  readonly onCancel: () => void;
}

/** What is measured, in what unit, from where to where; which way is better follows. */
export function KeyResultForm({ given, exists = false, onSave, onCancel }: KeyResultFormProps) {
  const measure = given?.measure;
  const [title, setTitle] = useState(given?.title ?? "");
  const [kind, setKind] = useState<MeasureKind>(measure?.kind ?? "percent");
  const [unit, setUnit] = useState(measure?.kind === "number" ? measure.unit : "");
  const [start, setStart] = useState((measure?.start ?? 0).toString());
  const [target, setTarget] = useState((measure?.target ?? 100).toString());
  const [problem, setProblem] = useState(false);

  const needed = useNeeded("Say what is measured.");
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const range = rangeOf(kind, start, target);
    setProblem(range === null);
    if (range === null) return;
    const units: Readonly<Record<MeasureKind, string>> = { number: unit.trim(), percent: "%", yesNo: "" };
    onSave({ title, measure: { kind, unit: units[kind], ...range } });
  };
  const onKeyDown = closeByEscape(onCancel);
  const field = { className: "input", autoComplete: "off", onKeyDown } as const;
  return (
    <form className="key-result-form" onSubmit={save}>
      <label className="field key-result-form__title">
        <span className="field__label">What is measured</span>
        <input
          {...field}
          {...needed.input}
          autoFocus
          maxLength={limits.titleLength}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </label>
      {needed.problem}
      <label className="field">
        <span className="field__label">As</span>
        <select
          className="input"
          value={kind}
          onKeyDown={onKeyDown}
          onChange={(event) => setKind(MEASURE_KINDS.find((known) => known === event.target.value) ?? "number")}
        >
          {MEASURE_KINDS.map((known) => (
            <option key={known} value={known}>
              {KIND_WORDS[known]}
            </option>
          ))}
        </select>
      </label>
      {kind === "number" && (
        <label className="field">
          <span className="field__label">Unit</span>
          <input
            {...field}
            maxLength={limits.unitLength}
            value={unit}
            onChange={(event) => setUnit(event.target.value)}
          />
        </label>
      )}
      {kind !== "yesNo" && (
        <>
          <label className="field">
            <span className="field__label">From</span>
            <input {...field} inputMode="decimal" value={start} onChange={(event) => setStart(event.target.value)} />
          </label>
          <label className="field">
            <span className="field__label">To</span>
            <input {...field} inputMode="decimal" value={target} onChange={(event) => setTarget(event.target.value)} />
          </label>
        </>
      )}
      {problem && (
        <p className="field__error key-result-form__title" role="alert">
          Write numbers for both, like 42 or 3.5.
        </p>
      )}
      {exists && (
        <p className="field__hint key-result-form__title">
          Earlier check-ins keep their numbers; progress is counted by the new measure from now on.
        </p>
      )}
      <div className="key-result-form__buttons">
        <button type="submit" className="button button--primary">
          {exists ? "Save" : "Add"}
        </button>
        <button type="button" className="button button--quiet" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function rangeOf(kind: MeasureKind, from: string, to: string): Pick<Measure, "start" | "target"> | null {
  if (kind === "yesNo") return { start: 0, target: 1 };
  const [start, target] = [from, to].map((text) => parseTypedNumber(text.replace(/%\s*$/u, "")));
  return start === undefined || target === undefined ? null : { start, target };
}
