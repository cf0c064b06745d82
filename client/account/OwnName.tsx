import { useState } from "react";
import type { FormEvent } from "react";

import { limits } from "#shared/model/limits.ts";

import { renameMe } from "../api/account.ts";
import { useRequest } from "../api/useRequest.ts";
import { askSession } from "../entry/sessionStore.ts";
import { Problem } from "../ui/Problem.tsx";
import { useNeeded } from "../ui/useNeeded.tsx";
import { showToast } from "../view/toastStore.ts";

/** My name, as the members of my plans see it. */
export function OwnName({ name }: { readonly name: string }) {
  const [typed, setTyped] = useState(name);
  const { problem, ask } = useRequest();
  const needed = useNeeded("Type the name that others know you by.", "name-hint");
  const isNew = typed.trim() !== name;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (!isNew) return;
    void ask(
      () => renameMe(typed),
      () => {
        showToast(`You are called ${typed.trim()} now.`);
        void askSession();
      },
    );
  };
  return (
    <form className="page__section" onSubmit={save}>
      <div className="account__name">
        <label className="field">
          <span className="field__label">Your name</span>
          <input
            {...needed.input}
            className="input"
            value={typed}
            maxLength={limits.nameLength}
            autoComplete="name"
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <button type="submit" className="button" aria-disabled={!isNew}>
          Save
        </button>
      </div>
      {needed.problem}
      <p id="name-hint" className="field__hint">
        As the members of your plans see it. In each plan you are also one of its people, and that name is changed
        there.
      </p>
      <Problem text={problem} />
    </form>
  );
}
