import { useEffect, useRef } from "react";
import type { FocusEvent, KeyboardEvent } from "react";

import { limits } from "#shared/model/limits.ts";

interface AddFormProps {
  readonly label: string;
  readonly button: string;
  /** False: it was refused, so what was typed stays. */
  readonly onAdd: (title: string) => boolean;
  readonly onLeave: () => void;
}

/** Takes one title after another: Enter adds, and the field stays for the next. Escape, or leaving it empty, closes it. */
export function AddForm({ label, button, onAdd, onLeave }: AddFormProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => field.current?.focus(), []);

  const add = (): void => {
    const { current } = field;
    if (!current || current.value.trim() === "" || !onAdd(current.value)) return;
    current.value = "";
    current.focus();
    // The new card has pushed the form down: keep it in view for the next one.
    requestAnimationFrame(() => form.current?.scrollIntoView({ block: "nearest" }));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") onLeave();
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  };
  const onBlur = (event: FocusEvent): void => {
    if (!form.current?.contains(event.relatedTarget) && field.current?.value.trim() === "") onLeave();
  };
  return (
    <form
      ref={form}
      className="add-form"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <textarea
        ref={field}
        className="input"
        rows={2}
        aria-label={label}
        maxLength={limits.titleLength}
        enterKeyHint="done"
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      <div className="add-form__buttons">
        <button type="submit" className="button button--primary">
          {button}
        </button>
        <button type="button" className="button button--quiet" onClick={onLeave}>
          Done
        </button>
      </div>
    </form>
  );
}
