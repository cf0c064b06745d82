import { useRef, useState } from "react";
import type { FormEvent, KeyboardEvent } from "react";

import type { Link } from "#shared/model/link.ts";
import { limits } from "#shared/model/limits.ts";

import { useNeeded } from "../ui/useNeeded.tsx";

interface LinkFormProps {
  /** The one to change; left out, the form stays and takes one new link after another. */
  readonly link?: Link;
  /** False: it was refused, so what was typed stays. */
  readonly onSave: (given: { readonly url: string; readonly title: string }) => boolean;
  readonly onCancel?: () => void;
}

/** The address of a page or person, and the words that stand for it. */
export function LinkForm({ link, onSave, onCancel }: LinkFormProps) {
  const [url, setUrl] = useState(link?.url ?? "");
  const [title, setTitle] = useState(link?.title ?? "");
  const needed = useNeeded("Paste or type an address first.");
  const address = useRef<HTMLInputElement>(null);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (!onSave({ url: asAddress(url.trim()), title }) || link) return;
    setUrl("");
    setTitle("");
    address.current?.focus();
  };
  const leaveByKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing || !onCancel) return;
    // The sheet stays open.
    event.preventDefault();
    event.stopPropagation();
    onCancel();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape in its fields and buttons
    <form className={link ? "links__form links__form--change" : "links__form"} onSubmit={save} onKeyDown={leaveByKey}>
      <input
        {...needed.input}
        ref={address}
        className="input"
        aria-label="Address of a page or person"
        placeholder="Paste or type an address"
        inputMode="url"
        autoComplete="off"
        value={url}
        maxLength={limits.urlLength}
        onChange={(event) => setUrl(event.target.value)}
      />
      {needed.problem}
      <input
        className="input"
        aria-label="Words for the link (optional)"
        placeholder="What it is called (optional)"
        autoComplete="off"
        autoFocus={link !== undefined}
        value={title}
        maxLength={limits.titleLength}
        onChange={(event) => setTitle(event.target.value)}
      />
      <button type="submit" className={link ? "button button--primary" : "button"}>
        {link ? "Save" : "Add link"}
      </button>
      {onCancel && (
        <button type="button" className="button button--quiet" onClick={onCancel}>
          Cancel
        </button>
      )}
    </form>
  );
}

/** People type addresses as they read them: a bare one means a web page, one with an @ a mail address. */
function asAddress(typed: string): string {
  // A scheme, and not the port of a bare host.
  if (/^[a-z][a-z\d+.-]*:(?!\d)/iu.test(typed)) return typed;
  return typed.includes("@") && !typed.includes("/") ? `mailto:${typed}` : `https://${typed}`;
}
