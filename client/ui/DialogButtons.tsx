interface DialogButtonsProps {
  /** What is done, on the button. */
  readonly word: string;
  /** danger: whoever presses it cannot take it back themselves. */
  readonly look?: "plain" | "danger";
  readonly busy?: boolean;
  /** Which of them has focus: Cancel, unless one undo takes back what is done. */
  readonly startsAt?: "cancel" | "action";
  readonly onAct: () => void;
  readonly onCancel: () => void;
}

/** The end of every dialog that asks: what it does, and beside it the way out, as in all forms. */
export function DialogButtons({
  word,
  look = "plain",
  busy = false,
  startsAt = "cancel",
  onAct,
  onCancel,
}: DialogButtonsProps) {
  return (
    <div className="dialog__actions">
      <button
        type="button"
        className={look === "danger" ? "button button--danger" : "button button--primary"}
        autoFocus={startsAt === "action"}
        aria-disabled={busy}
        onClick={onAct}
      >
        {busy ? "A moment…" : word}
      </button>
      <button type="button" className="button button--quiet" autoFocus={startsAt === "cancel"} onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}
