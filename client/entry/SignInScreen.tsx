import { useEffect, useState } from "react";

import type { EntrySecret } from "#shared/protocol/signIn.ts";

import { removeCopies } from "../device/wipeDevice.ts";
import { Folded } from "../ui/Folded.tsx";
import { FrontPage } from "../ui/FrontPage.tsx";
import { leaveTo, planPath, PLANS_PATH } from "../view/route.ts";
import { JoinSteps } from "./JoinSteps.tsx";
import { letGoOfLink } from "./heldLink.ts";
import { PasteLink } from "./PasteLink.tsx";
import { keepReturnPath } from "./returnPath.ts";
import { useSignedIn } from "./useSignedIn.ts";
import { isAnythingUnsent } from "./unsentOnDevice.ts";
import "./entry.css";

/** For somebody who is not signed in, at whatever address: how to get in. The address stays, and is shown afterwards. */
export function SignInScreen() {
  const who = useSignedIn();
  const [link, setLink] = useState<EntrySecret | null>(null);
  // For a link that is opened in this window instead of being pasted.
  useEffect(() => {
    if (window.location.pathname !== PLANS_PATH) keepReturnPath(window.location.pathname);
  }, []);
  if (link) {
    return (
      <FrontPage title="Sign in">
        <JoinSteps
          link={link}
          onEntered={(planId) => {
            letGoOfLink();
            if (planId !== null) leaveTo(planPath(planId));
          }}
        />
      </FrontPage>
    );
  }
  return (
    <FrontPage title="Sign in">
      <section className="entry">
        <h2 className="entry__title">You are not signed in here</h2>
        <p>
          Plans are private. You get in by a link, without a password: an invitation from an owner of the plan, or the
          link that you make for another device under <em>My account</em> where you are signed in.
        </p>
        {who.kind === "signedOut" && who.owed && (
          <p role="status">
            You have signed out, and nothing is left on this device. There is no connection: the server is told as soon
            as there is one.
          </p>
        )}
        <PasteLink onLink={setLink} />
        <LeftHere />
        <Folded summary="For whoever runs the server" className="entry__aside">
          <p>
            The server’s first start printed a link. <code>node server/main.ts token</code> prints a new one.
          </p>
        </Folded>
      </section>
    </FrontPage>
  );
}

/** What somebody whose session ended has left on this device and nobody else has. */
function LeftHere() {
  const [left, setLeft] = useState(isAnythingUnsent);
  if (!left) return null;
  return (
    <div className="entry__left">
      <p>
        <strong>Changes that were not sent are kept on this device.</strong> Whoever made them signs in again as the
        same person, and they are sent.
      </p>
      <button
        type="button"
        className="button button--quiet"
        onClick={() => {
          void removeCopies();
          setLeft(false);
        }}
      >
        Remove them for good
      </button>
    </div>
  );
}
