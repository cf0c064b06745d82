import { LogOut } from "lucide-react";
import { useState } from "react";

import type { RecoveryCopy } from "../plan/recoveryCopies.ts";
import { signOut, userOf } from "./sessionStore.ts";
import { useSignedIn } from "./useSignedIn.ts";
import { UnsentDialog } from "./UnsentDialog.tsx";
import { unsentOnDevice } from "./unsentOnDevice.ts";

/** Signs out here, with or without a network; asks before if that would lose something. */
export function SignOutButton() {
  const userId = userOf(useSignedIn());
  const [busy, setBusy] = useState(false);
  const [unsent, setUnsent] = useState<readonly RecoveryCopy[]>([]);
  if (userId === null) return null;
  const begin = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const found = await unsentOnDevice(userId);
    setUnsent(found);
    if (found.length === 0) await signOut();
    setBusy(false);
  };
  return (
    <>
      <button type="button" className="button" aria-disabled={busy} onClick={() => void begin()}>
        <LogOut className="icon" aria-hidden="true" />
        Sign out on this device
      </button>
      {unsent.length > 0 && (
        <UnsentDialog
          copies={unsent}
          word="Sign out anyway"
          onConfirm={() => void signOut()}
          onClose={() => setUnsent([])}
        />
      )}
    </>
  );
}
