import { ModalDialog } from "../ui/ModalDialog.tsx";
import { PersonChooser } from "./PersonChooser.tsx";

/** Asks who is in front of this device. */
export function YouAreDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <ModalDialog title="You are" onClose={onClose}>
      <p className="field__hint">Your changes and check-ins carry this name. This device remembers it.</p>
      <PersonChooser onChosen={onClose} />
    </ModalDialog>
  );
}
