import { useId, useRef, useState } from "react";
import type { FormEvent } from "react";

import { COMMAND_ERRORS } from "#shared/commands/commandError.ts";
import type { CommandError } from "#shared/commands/commandError.ts";
import type { Link } from "#shared/model/link.ts";
import { limits } from "#shared/model/limits.ts";
import type { Result } from "#shared/model/result.ts";

import { useNeeded } from "../ui/useNeeded.tsx";
import { closeByEscape } from "../view/closeByEscape.ts";
import { typedAddress } from "./typedAddress.ts";

interface LinkFormProps {
  /** The one to change; left out, it is a new one. */
  readonly link?: Link;
  /** Whoever shows the form closes it, unless it is refused: the form says why, and what was typed stays. */
  readonly onSave: (given: { readonly url: string; readonly title: string }) => Result<unknown, CommandError>;
  readonly onClose: () => void;
}

/** The address of a page or person, and the words that stand for it. */
export function LinkForm({ link, onSave, onClose }: LinkFormProps) {
  const [url, setUrl] = useState(link?.url ?? "");
  const [title, setTitle] = useState(link?.title ?? "");
  const needed = useNeeded("Paste or type an address first.");
  const [refused, setRefused] = useState<string | null>(null);
  const refusedId = useId();
  const addressRef = useRef<HTMLInputElement>(null);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    // An address from a time when more was taken may stay while its words are changed.
    const address = url === link?.url ? url : typedAddress(url);
    const saved = address === undefined ? null : onSave({ url: address, title });
    if (saved?.ok === true) return;
    setRefused(saved?.error.message ?? COMMAND_ERRORS.addressInvalid);
    addressRef.current?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape in its fields and buttons
    <form className="links__form" onSubmit={save} onKeyDown={closeByEscape(onClose)}>
      <input
        {...needed.input}
        {...(refused !== null && { "aria-invalid": true, "aria-describedby": refusedId })}
        ref={addressRef}
        className="input"
        aria-label="Address of a page or person"
        placeholder="Paste or type an address"
        inputMode="url"
        autoComplete="off"
        autoFocus={link === undefined}
        value={url}
        onChange={(event) => {
          setUrl(event.target.value);
          setRefused(null);
        }}
      />
      {needed.problem}
      {refused !== null && (
        <p id={refusedId} className="field__error" role="alert">
          {refused}
        </p>
      )}
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
