import { useState } from "react";
import type { FormEvent, KeyboardEvent } from "react";

import type { Link } from "#shared/model/link.ts";
import { limits } from "#shared/model/limits.ts";

import { useNeeded } from "../ui/useNeeded.tsx";

interface LinkFormProps {
  /** The one to change; left out, it is a new one. */
  readonly link?: Link;
  /** Whoever shows the form closes it, unless it was refused: then what was typed stays. */
  readonly onSave: (given: { readonly url: string; readonly title: string }) => void;
  readonly onClose: () => void;
}

/** The address of a page or person, and the words that stand for it. */
export function LinkForm({ link, onSave, onClose }: LinkFormProps) {
  const [url, setUrl] = useState(link?.url ?? "");
  const [title, setTitle] = useState(link?.title ?? "");
  const needed = useNeeded("Paste or type an address first.");
  const save = (event: FormEvent): void => {
    event.preventDefault();
    onSave({ url: asAddress(url.trim()), title });
  };
  const leaveByKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    // The sheet stays open.
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape in its fields and buttons
    <form className="links__form" onSubmit={save} onKeyDown={leaveByKey}>
      <input
        {...needed.input}
        className="input"
        aria-label="Address of a page or person"
        placeholder="Paste or type an address"
        inputMode="url"
        autoComplete="off"
        autoFocus={link === undefined}
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
      <div className="links__buttons">
        <button type="submit" className="button button--primary">
          {link ? "Save" : "Add link"}
        </button>
        <button type="button" className="button button--quiet" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  );
}

/** People type addresses as they read them: a bare one means a web page, one with an @ a mail address. */
function asAddress(typed: string): string {
  // A scheme, and not the port of a bare host.
  if (/^[a-z][a-z\d+.-]*:(?!\d)/iu.test(typed)) return typed;
  return typed.includes("@") && !typed.includes("/") ? `mailto:${typed}` : `https://${typed}`;
}
