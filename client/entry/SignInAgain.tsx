import { lazy, Suspense, useState } from "react";

const SignInAgainDialog = lazy(async () => ({ default: (await import("./SignInAgainDialog.tsx")).SignInAgainDialog }));

/** The way back in for somebody whose session ended while a plan is open: over the plan, which stays as it is. */
export function SignInAgain() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Sign in again
      </button>
      {open && (
        <Suspense fallback={null}>
          <SignInAgainDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
