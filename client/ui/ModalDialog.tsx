import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";

interface ModalDialogProps {
  /** dialog: in the middle, under its title. sheet: at the side, as high as the screen; what is in it says what it is. */
  readonly look?: "dialog" | "sheet";
  readonly title: string;
  /** Of a sheet: what stays in sight beside the button that closes it. */
  readonly head?: ReactNode;
  /** False where what is in it is shown this once: a press beside it does not close it then. */
  readonly closesBeside?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What lies over the whole screen until it is closed: by Escape, its button, or a press beside it. */
export function ModalDialog({
  look = "dialog",
  title,
  head,
  closesBeside = true,
  onClose,
  children,
}: ModalDialogProps) {
  const close = (
    <button
      type="button"
      className={`button button--quiet button--icon ${look}__close`}
      aria-label="Close"
      onClick={onClose}
    >
      <X className="icon" aria-hidden="true" />
    </button>
  );
  return (
    <ModalOverlay className={`${look}-overlay`} isOpen isDismissable={closesBeside} onOpenChange={onClose}>
      <Modal className={look}>
        {look === "sheet" ? (
          <Dialog className="sheet__content" aria-label={title}>
            <div className="sheet__bar">
              {close}
              {head}
            </div>
            <div className="sheet__body">{children}</div>
          </Dialog>
        ) : (
          <Dialog className="dialog__content">
            {close}
            <Heading slot="title" className="dialog__title">
              {title}
            </Heading>
            {children}
          </Dialog>
        )}
      </Modal>
    </ModalOverlay>
  );
}
