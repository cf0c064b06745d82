import { Download } from "lucide-react";

import { recoveryFile } from "../plan/recoveryFile.ts";
import type { RecoveryCopy } from "../plan/recoveryCopies.ts";
import { ModalDialog } from "../ui/ModalDialog.tsx";
import { saveFile } from "../ui/saveFile.ts";
import { shownTitle } from "../view/shownTitle.ts";
import "./entry.css";

interface UnsentDialogProps {
  readonly copies: readonly RecoveryCopy[];
  /** What is about to be done, on the button. */
  readonly word: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Before what is kept here is removed: what of it nobody else has, to be downloaded. */
export function UnsentDialog({ copies, word, onConfirm, onClose }: UnsentDialogProps) {
  return (
    <ModalDialog title="Some changes were not sent" onClose={onClose}>
      <p>
        They are on this device only, and go with what is removed from it. Stay until the connection is back and they
        are sent by themselves, or download a copy first.
      </p>
      <ul className="unsent">
        {copies.map((copy) => (
          <li key={copy.id} className="unsent__plan">
            <span className="unsent__title">{shownTitle("plan", copy.planTitle)}</span>
            <button
              type="button"
              className="button"
              aria-label={`Download a copy of ${shownTitle("plan", copy.planTitle)}`}
              onClick={() => void recoveryFile(copy).then(saveFile)}
            >
              <Download className="icon" aria-hidden="true" />
              Download
            </button>
          </li>
        ))}
      </ul>
      <div className="entry__actions">
        <button type="button" className="button button--primary" autoFocus onClick={onClose}>
          Go back
        </button>
        <button type="button" className="button" onClick={onConfirm}>
          {word}
        </button>
      </div>
    </ModalDialog>
  );
}
