import { useState } from "react";

import type { EntrySecret } from "#shared/protocol/signIn.ts";

import { ModalDialog } from "../ui/ModalDialog.tsx";
import { letGoOfLink } from "./heldLink.ts";
import { JoinSteps } from "./JoinSteps.tsx";
import { PasteLink } from "./PasteLink.tsx";
import "./entry.css";

/** Signs in over an open plan. What was not sent is sent as soon as the same person is signed in. */
export function SignInAgainDialog({ onClose }: { readonly onClose: () => void }) {
  const [link, setLink] = useState<EntrySecret | null>(null);
  return (
    <ModalDialog title="Sign in again" onClose={onClose}>
      {link ? (
        <JoinSteps
          link={link}
          onEntered={() => {
            letGoOfLink();
            onClose();
          }}
        />
      ) : (
        <div className="entry">
          <p>
            Make a link for another device under <em>My account</em> where you are still signed in, or ask an owner of
            the plan for one. You may also open it in another tab of this browser. What you changed here is sent then,
            if you come back as the same person.
          </p>
          <PasteLink onLink={setLink} />
        </div>
      )}
    </ModalDialog>
  );
}
