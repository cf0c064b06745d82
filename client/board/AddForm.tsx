import { useEffect, useId, useRef, useState } from "react";
import type { ClipboardEvent, FocusEvent, KeyboardEvent } from "react";

import { limits } from "#shared/model/limits.ts";

import { draftOf, keepDraft } from "../view/drafts.ts";
import { dismissToasts } from "../view/toastStore.ts";
import { useAfterPress } from "../view/useAfterPress.ts";
import { PastedLines } from "./PastedLines.tsx";
import { isTooLong, joinedCells, pastedTitles } from "./pastedTitles.ts";

interface AddFormProps {
  readonly label: string;
  /** What to write there, while nothing is. */
  readonly hint: string;
  /** What an empty field lacks, once somebody would add it. */
  readonly lacking: string;
  readonly button: string;
  /** Under which name what is typed and not added yet is kept. */
  readonly draft: string;
  /** False: it was refused, so what was typed stays. */
  readonly onAdd: (title: string) => boolean;
  /** Where several can be added at once: pasted lines are offered as that many. */
  readonly onAddSeveral?: (titles: readonly string[]) => boolean;
  /** `byKey`: focus was in here and has to go back to where the form was opened from. */
  readonly onLeave: (byKey: boolean) => void;
}

const TOO_LONG = `Over ${limits.titleLength} characters. Shorten it to add it.`;

function problemOf(title: string): "lacking" | "tooLong" | null {
  if (title.trim() === "") return "lacking";
  return isTooLong(title.trim()) ? "tooLong" : null;
}

/**
 * Takes one title after another: Enter adds, and the field stays for the next. Escape, or leaving it empty, closes it;
 * what was typed is there when it is opened again.
 */
export function AddForm({ label, hint, lacking, button, draft, onAdd, onAddSeveral, onLeave }: AddFormProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const form = useRef<HTMLFormElement>(null);
  /** A text of several lines that waits for an answer: many cards or one title. */
  const [pasted, setPasted] = useState<string | null>(null);
  /** Why what is in the field was not added. */
  const [problem, setProblem] = useState<"lacking" | "tooLong" | null>(null);
  const problemId = useId();
  const afterPress = useAfterPress();
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
    showEnd(form.current);
  }, []);

  const showTitle = (title: string): void => {
    if (!field.current) return;
    field.current.value = title;
    keepDraft(draft, title);
    field.current.focus();
    requestAnimationFrame(() => showEnd(form.current));
  };
  const add = (): void => {
    const title = field.current?.value ?? "";
    const found = problemOf(title);
    setProblem(found);
    if (found !== null) field.current?.focus();
    else if (onAdd(title)) showTitle("");
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const given = event.clipboardData.getData("text");
    const text = value.slice(0, selectionStart) + joinedCells(given) + value.slice(selectionEnd);
    const isOne = !onAddSeveral || pastedTitles(text).length < 2;
    // The browser would cut it at the field's limit, without a word.
    if (isOne && joinedCells(given) === given && !isTooLong(text)) return;
    event.preventDefault();
    setProblem(isOne ? problemOf(text) : null);
    if (isOne) return showTitle(text.trimEnd());
    dismissToasts();
    setPasted(text);
  };
  const answer = (choice: "several" | "one" | "neither"): void => {
    if (pasted === null) return;
    const titles = pastedTitles(pasted);
    const tooLong = titles.filter(isTooLong);
    const adds = choice === "several" && tooLong.length < titles.length;
    if (adds && !onAddSeveral?.(titles.filter((title) => !isTooLong(title)))) return;
    setPasted(null);
    if (choice === "neither") field.current?.focus();
    else showTitle(choice === "several" ? tooLong.join("\n") : titles.join(" "));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      if (pasted === null) onLeave(true);
      else answer("neither");
    }
    if (event.key !== "Enter" || event.target !== field.current) return;
    event.preventDefault();
    add();
  };
  const isEmpty = (): boolean => field.current?.value.trim() === "" && pasted === null;
  const onBlur = (event: FocusEvent): void => {
    if (form.current?.contains(event.relatedTarget) || !isEmpty()) return;
    afterPress(() => {
      if (isEmpty() && !form.current?.contains(document.activeElement)) onLeave(false);
    });
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of its field and buttons
    <form
      ref={form}
      className="add-form"
      onKeyDown={onKeyDown}
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
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : problemId}
        placeholder={hint}
        maxLength={limits.titleLength}
        enterKeyHint="done"
        defaultValue={draftOf(draft)}
        onInput={(event) => {
          setProblem(null);
          keepDraft(draft, event.currentTarget.value);
        }}
        onPaste={onPaste}
        onBlur={onBlur}
      />
      {problem !== null && (
        <p id={problemId} className={`field__error${problem === "lacking" ? " add-form__lacking" : ""}`} role="alert">
          {problem === "lacking" ? lacking : TOO_LONG}
        </p>
      )}
      {pasted === null ? (
        <div className="add-form__buttons">
          <button type="submit" className="button button--primary">
            {button}
          </button>
          <button type="button" className="button button--quiet" onClick={() => onLeave(true)}>
            Done
          </button>
        </div>
      ) : (
        <PastedLines titles={pastedTitles(pasted)} onAnswer={answer} />
      )}
    </form>
  );
}

/** What is added lies at the end of the list above the form: both are kept in view. */
function showEnd(form: Element | null): void {
  const list = form?.parentElement?.querySelector(":scope > .column__scroller");
  if (list) list.scrollTop = list.scrollHeight;
  form?.scrollIntoView({ block: "nearest" });
}
