import { X } from "lucide-react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";

import { PersonChooser } from "./PersonChooser.tsx";

/** Asks who is in front of this device. */
export function YouAreDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <ModalOverlay className="dialog-overlay" isOpen isDismissable onOpenChange={onClose}>
      <Modal className="dialog">
        <Dialog className="dialog__content">
          <Heading slot="title" className="dialog__title">
            You are
          </Heading>
          <p className="field__hint">Your changes and check-ins carry this name. This device remembers it.</p>
          <PersonChooser onChosen={onClose} />
          <button
            type="button"
            className="button button--quiet button--icon dialog__close"
            aria-label="Close"
            onClick={onClose}
          >
            <X className="icon" aria-hidden="true" />
          </button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
