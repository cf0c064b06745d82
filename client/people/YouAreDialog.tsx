import { useCan, usePerson, usePersonId } from "../plan/usePlan.ts";
import { ModalDialog } from "../ui/ModalDialog.tsx";
import { PersonChooser } from "./PersonChooser.tsx";

/** Asks which of the plan's people somebody is, or says it. Whoever may not write under any name says it once. */
export function YouAreDialog({ onClose }: { readonly onClose: () => void }) {
  const person = usePerson(usePersonId());
  const mayChange = useCan("editPeople");
  if (person && !mayChange) {
    return (
      <ModalDialog title={`You are ${person.name}`} onClose={onClose}>
        <p>Your check-ins carry this name. If it is not yours, an owner of the plan can change it.</p>
      </ModalDialog>
    );
  }
  return (
    <ModalDialog title="Who are you?" onClose={onClose}>
      <p className="field__hint">
        Choose yourself among the people of this plan. Your changes and check-ins carry that name, on every device of
        yours.
      </p>
      <PersonChooser onChosen={onClose} />
    </ModalDialog>
  );
}
