import { Download } from "lucide-react";

import { archivePlan } from "../api/plans.ts";
import { SignInAgain } from "../entry/SignInAgain.tsx";
import { useConnection, usePlanSession } from "../plan/usePlan.ts";
import { recoveryFile } from "../plan/recoveryFile.ts";
import { Folded } from "../ui/Folded.tsx";
import { saveFile } from "../ui/saveFile.ts";
import { showToast } from "../view/toastStore.ts";
import { connectionWords } from "./connectionWords.ts";

/** Under the header: what somebody has to know or do about the connection, and copies of what could not be sent. */
export function ConnectionNotice() {
  const told = useConnection();
  const { connection, loaded, recoveryCopies } = told;
  const words = connectionWords(told);
  // Without a plan there is nothing that could be lost, and the screen itself says what it waits for.
  const attention = words.attention && (loaded || connection === "outdated" || connection === "signedout");
  if (!attention && recoveryCopies === 0) return null;
  return (
    <div className="connection-notice">
      {attention && (
        <p>
          <strong>
            {words.word}
            {words.more}.
          </strong>{" "}
          {words.sentence}
        </p>
      )}
      {attention && told.condition.kind === "damaged" && connection === "readonly" && (
        <Folded summary="For whoever runs the server">
          <p>
            <code>node server/main.ts verify</code> names what is damaged, <code>node server/main.ts restore FILE</code>{" "}
            puts a backup in its place.
          </p>
        </Folded>
      )}
      {attention && connection === "signedout" && <SignInAgain />}
      {attention && connection === "outdated" && (
        <button type="button" className="button" onClick={() => window.location.reload()}>
          Reload
        </button>
      )}
      {connection === "readonly" && told.archivedAt !== null && told.given === "owner" && <BringBack />}
      {recoveryCopies > 0 && <RecoveryCopies count={recoveryCopies} />}
    </div>
  );
}

/** The way back for the owner of an archived plan. What follows is told over the connection. */
function BringBack() {
  const { planId } = usePlanSession();
  const bringBack = async (): Promise<void> => {
    const done = await archivePlan(planId, false);
    if (!done.ok) showToast(done.error.message);
  };
  return (
    <button type="button" className="button" onClick={() => void bringBack()}>
      Bring it back
    </button>
  );
}

function RecoveryCopies({ count }: { readonly count: number }) {
  const session = usePlanSession();
  const download = async (): Promise<void> => {
    for (const copy of await session.recoveryCopies()) saveFile(await recoveryFile(copy));
  };
  const discard = async (): Promise<void> => {
    for (const copy of await session.recoveryCopies()) await session.removeRecoveryCopy(copy.id);
  };
  return (
    <>
      <p>
        {count === 1
          ? "A copy of what could not be sent is kept on this device. Download it, see what is missing, and enter that again."
          : `${count} copies of what could not be sent are kept on this device. Download them, see what is missing, and enter that again.`}
      </p>
      <button type="button" className="button" onClick={() => void download()}>
        <Download className="icon" aria-hidden="true" />
        Download
      </button>
      <button type="button" className="button button--quiet" onClick={() => void discard()}>
        Discard
      </button>
    </>
  );
}
