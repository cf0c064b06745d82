import { ArchiveRestore } from "lucide-react";

import { focusSoon, besideOfKind, passFocus } from "../view/passFocus.ts";

interface RestoreButtonProps {
  /** Of what is restored, as it is shown. */
  readonly title: string;
  /** False: it was refused. */
  readonly restore: () => boolean;
  /** Gives focus to what was restored, where it is now. */
  readonly focusRestored: () => void;
}

/** Brings back something archived. It goes from the tray with that: focus goes to what lies beside it there, else with it. */
export function RestoreButton({ title, restore, focusRestored }: RestoreButtonProps) {
  return (
    <button
      type="button"
      className="button"
      onClick={({ currentTarget }) => {
        const isLast = besideOfKind(currentTarget, LISTED) === null;
        if (!isLast) {
          passFocus(currentTarget, LISTED);
          // The tray closes with the last card in it, whatever else it keeps.
          focusSoon(() => document.querySelector(".tray-strip__button"));
        }
        if (restore() && isLast) focusRestored();
      }}
    >
      <ArchiveRestore className="icon" aria-hidden="true" />
      Restore
      <span className="visually-hidden"> “{title}”</span>
    </button>
  );
}

const LISTED = ".archived button";
