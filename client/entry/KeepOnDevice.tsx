import { useState } from "react";

import { keepsCopies } from "../device/ownStorage.ts";
import type { RecoveryCopy } from "../plan/recoveryCopies.ts";
import { changeKeeping, userOf } from "./sessionStore.ts";
import { useSignedIn } from "./useSignedIn.ts";
import { KeepChoice } from "./KeepChoice.tsx";
import { UnsentDialog } from "./UnsentDialog.tsx";
import { unsentOnDevice } from "./unsentOnDevice.ts";
import "./entry.css";

/** Changes whether this device keeps copies of plans: at once, in every window. */
export function KeepOnDevice() {
  const userId = userOf(useSignedIn());
  const [keeps, setKeeps] = useState(keepsCopies);
  const [unsent, setUnsent] = useState<readonly RecoveryCopy[]>([]);
  if (userId === null) return null;
  const change = (wanted: boolean): void => {
    setUnsent([]);
    setKeeps(wanted);
    void changeKeeping(wanted);
  };
  const ask = async (wanted: boolean): Promise<void> => {
    const found = wanted ? [] : await unsentOnDevice(userId);
    if (found.length === 0) change(wanted);
    else setUnsent(found);
  };
  return (
    <>
      <KeepChoice keeps={keeps} onChange={(wanted) => void ask(wanted)} />
      <p className="field__hint" role="status">
        {keeps ? "" : "No plan is kept on this device."}
      </p>
      {unsent.length > 0 && (
        <UnsentDialog
          copies={unsent}
          word="Keep nothing anyway"
          onConfirm={() => change(false)}
          onClose={() => setUnsent([])}
        />
      )}
    </>
  );
}
