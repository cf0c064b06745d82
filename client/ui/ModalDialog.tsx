import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";

interface ModalDialogProps {
  /** dialog: in the middle, under its title. sheet: at the side, as high as the screen; what is in it says what it is. */
  readonly look?: "dialog" | "sheet";
  readonly title: string;
  /** False where what is in it is shown this once: a press beside it does not close it then. */
  readonly closesBeside?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What lies over the whole screen until it is closed: by Escape, its button, or a press beside it. */
export function ModalDialog({ look = "dialog", title, closesBeside = true, onClose, children }: ModalDialogProps) {
  return (
    <ModalOverlay className={`${look}-overlay`} isOpen isDismissable={closesBeside} onOpenChange={onClose}>
      <Modal className={look}>
        <Dialog className={`${look}__content`} {...(look === "sheet" && { "aria-label": title })}>
          <button
            type="button"
            className={`button button--quiet button--icon ${look}__close`}
            aria-label="Close"
            onClick={onClose}
          >
            <X className="icon" aria-hidden="true" />
          </button>
          {look === "dialog" && (
            <Heading slot="title" className="dialog__title">
              {title}
            </Heading>
          )}
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
