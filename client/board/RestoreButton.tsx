import { ArchiveRestore } from "lucide-react";

import { focusSoon, passFocus } from "../view/passFocus.ts";

interface RestoreButtonProps {
  /** Of what is restored, as it is shown. */
  readonly title: string;
  readonly restore: () => void;
}

/** Brings back something archived. It goes from the tray with that: focus goes to what lies beside it there. */
export function RestoreButton({ title, restore }: RestoreButtonProps) {
  return (
    <button
      type="button"
      className="button"
      onClick={({ currentTarget }) => {
        passFocus(currentTarget, ".archived button");
        // Where nothing else lies in the tray it closes with that.
        focusSoon(() => document.querySelector(".tray-strip__button"));
        restore();
      }}
    >
      <ArchiveRestore className="icon" aria-hidden="true" />
      Restore
      <span className="visually-hidden"> “{title}”</span>
    </button>
  );
}
