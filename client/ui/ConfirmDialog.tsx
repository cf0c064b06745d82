import type { ReactNode } from "react";

import type { Result } from "#shared/model/result.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";

import { useRequest } from "../api/useRequest.ts";
import { DialogButtons } from "./DialogButtons.tsx";
import { ModalDialog } from "./ModalDialog.tsx";
import { Problem } from "./Problem.tsx";

interface ConfirmDialogProps {
  /** A question. */
  readonly title: string;
  /** What happens, and how it is taken back. */
  readonly children: ReactNode;
  /** What is done, on the button. */
  readonly word: string;
  /** danger: whoever presses it cannot take it back themselves. */
  readonly look?: "plain" | "danger";
  /** Why it cannot be done, which then stands in the place of the words and the button. */
  readonly reason?: string | null;
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
  reason = null,
  onConfirm,
  onDone,
  onClose,
}: ConfirmDialogProps) {
  const { busy, problem, ask } = useRequest();
  if (reason !== null) {
    return (
      <ModalDialog title={title} onClose={onClose}>
        <p>{reason}</p>
        <div className="dialog__actions">
          <button type="button" className="button" autoFocus onClick={onClose}>
            Close
          </button>
        </div>
      </ModalDialog>
    );
  }
  return (
    <ModalDialog title={title} onClose={onClose}>
      <div className="dialog__text">{children}</div>
      <Problem text={problem} />
      <DialogButtons word={word} look={look} busy={busy} onAct={() => void ask(onConfirm, onDone)} onCancel={onClose} />
    </ModalDialog>
  );
}
