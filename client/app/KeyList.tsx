import { Keyboard } from "lucide-react";
import { useCallback, useState } from "react";

import { fetchedPart } from "../ui/fetchedPart.tsx";
import { Part } from "../ui/Part.tsx";
import { useKey } from "../view/keys.ts";
import { dismissToasts } from "../view/toastStore.ts";

const KeyListDialog = fetchedPart(async () => (await import("./KeyListDialog.tsx")).KeyListDialog);

/** The way to the list of keys, by its own key or a button. */
export function KeyList() {
  const [open, setOpen] = useState(false);
  const show = useCallback(() => {
    dismissToasts();
    setOpen(true);
  }, []);
  useKey("keys", show);
  return (
    <>
      <button
        type="button"
        className="button button--quiet button--icon key-list__button"
        aria-label="Keys"
        title="Keys (?)"
        aria-haspopup="dialog"
        onClick={show}
      >
        <Keyboard className="icon" aria-hidden="true" />
      </button>
      {open && (
        <Part onMissing={() => setOpen(false)}>
          <KeyListDialog onClose={() => setOpen(false)} />
        </Part>
      )}
    </>
  );
}
