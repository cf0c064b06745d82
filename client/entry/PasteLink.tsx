import { useId, useState } from "react";
import type { FormEvent } from "react";

import { limits } from "#shared/model/limits.ts";
import { parseEntrySecret } from "#shared/protocol/signIn.ts";
import type { EntrySecret } from "#shared/protocol/signIn.ts";

import { holdLink } from "./heldLink.ts";

/** A field for a link that somebody was given: pasted, it is used at once. */
export function PasteLink({ onLink }: { readonly onLink: (link: EntrySecret) => void }) {
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const errorId = useId();
  const take = (text: string): boolean => {
    const link = parseEntrySecret(text);
    if (!link) return false;
    holdLink(link);
    onLink(link);
    return true;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWrong(!take(typed));
  };
  return (
    <form className="entry__row" onSubmit={submit} noValidate>
      <label className="field">
        <span className="field__label">Paste your link</span>
        <input
          className="input"
          // As a password manager would see it, a link is nothing to keep.
          type="text"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={limits.urlLength}
          value={typed}
          aria-invalid={wrong}
          aria-describedby={wrong ? errorId : undefined}
          onChange={(event) => {
            setWrong(false);
            if (!take(event.target.value)) setTyped(event.target.value);
          }}
        />
      </label>
      <button type="submit" className="button button--primary">
        Continue
      </button>
      {wrong && (
        <p id={errorId} className="field__error entry__problem" role="alert">
          That is not a whole link. It has “/join#” in it and ends in a long row of letters and digits.
        </p>
      )}
    </form>
  );
}
