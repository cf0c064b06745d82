import type { ReactNode } from "react";

import type { Result } from "#shared/model/result.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";

import { useRequest } from "../api/useRequest.ts";
import { ModalDialog } from "./ModalDialog.tsx";
import { Problem } from "./Problem.tsx";

interface ConfirmDialogProps {
  /** A question. */
  readonly title: string;
  /** What happens, and how it is taken back. */
  readonly children: ReactNode;
  /** What is done, on the button. */
  readonly word: string;
  /** danger: what is done is gone after a while. */
  readonly look?: "plain" | "danger";
  /** Does it. The dialog stays, with the reason, if that is refused. */
  readonly onConfirm: () => Promise<Result<unknown, ApiError>>;
  /** It was done, and the dialog is to go. */
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back in one press. */
export function ConfirmDialog({
  title,
  children,
  word,
  look = "plain",
  onConfirm,
  onDone,
  onClose,
}: ConfirmDialogProps) {
  const { busy, problem, ask } = useRequest();
  return (
    <ModalDialog title={title} onClose={onClose}>
      <div className="dialog__text">{children}</div>
      <Problem text={problem} />
      <div className="dialog__actions">
        <button type="button" className="button" autoFocus onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className={look === "danger" ? "button button--danger" : "button button--primary"}
          aria-disabled={busy}
          onClick={() => void ask(onConfirm, onDone)}
        >
          {busy ? "A moment…" : word}
        </button>
      </div>
    </ModalDialog>
  );
}
