import { useState } from "react";
import type { FormEvent } from "react";

import { MEASURE_KINDS } from "#shared/model/keyResult.ts";
import type { KeyResult, Measure, MeasureKind } from "#shared/model/keyResult.ts";
import { limits } from "#shared/model/limits.ts";

const KIND_WORDS: Readonly<Record<MeasureKind, string>> = {
  number: "Number",
  percent: "Percentage",
  yesNo: "Yes or no",
};

interface KeyResultFormProps {
  /** The one to change; a new one if left out. */
  readonly keyResult?: KeyResult;
  readonly onSave: (given: { readonly title: string; readonly measure: Measure }) => unknown;
  readonly onCancel: () => void;
}

/** What is measured, in what unit, from where to where. */
export function KeyResultForm({ keyResult, onSave, onCancel }: KeyResultFormProps) {
  const measure = keyResult?.measure;
  const [title, setTitle] = useState(keyResult?.title ?? "");
  const [kind, setKind] = useState<MeasureKind>(measure?.kind ?? "percent");
  const [unit, setUnit] = useState(measure?.unit ?? "");
  const [start, setStart] = useState((measure?.start ?? 0).toString());
  const [target, setTarget] = useState((measure?.target ?? 100).toString());

  const save = (event: FormEvent): void => {
    event.preventDefault();
    const range = kind === "yesNo" ? { start: 0, target: 1 } : { start: Number(start), target: Number(target) };
    const units: Readonly<Record<MeasureKind, string>> = { number: unit.trim(), percent: "%", yesNo: "" };
    onSave({ title, measure: { kind, unit: units[kind], ...range } });
  };
  return (
    <form className="key-result-form" onSubmit={save}>
      <label className="field key-result-form__title">
        <span className="field__label">What is measured</span>
        <input
          className="input"
          required
          maxLength={limits.titleLength}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </label>
      <label className="field">
        <span className="field__label">As</span>
        <select
          className="input"
          value={kind}
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
            className="input"
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
            <input
              className="input"
              type="number"
              step="any"
              required
              value={start}
              onChange={(event) => setStart(event.target.value)}
            />
          </label>
          <label className="field">
            <span className="field__label">To</span>
            <input
              className="input"
              type="number"
              step="any"
              required
              value={target}
              onChange={(event) => setTarget(event.target.value)}
            />
          </label>
        </>
      )}
      <div className="key-result-form__buttons">
        <button type="submit" className="button button--primary">
          {keyResult ? "Save" : "Add"}
        </button>
        <button type="button" className="button button--quiet" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
