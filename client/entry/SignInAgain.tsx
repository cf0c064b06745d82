import { useState } from "react";

import { fetchedPart } from "../ui/fetchedPart.tsx";
import { Part } from "../ui/Part.tsx";

const SignInAgainDialog = fetchedPart(async () => (await import("./SignInAgainDialog.tsx")).SignInAgainDialog);

/** The way back in for somebody whose session ended while a plan is open: over the plan, which stays as it is. */
export function SignInAgain() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Sign in again
      </button>
      {open && (
        <Part onMissing={() => setOpen(false)}>
          <SignInAgainDialog onClose={() => setOpen(false)} />
        </Part>
      )}
    </>
  );
}
