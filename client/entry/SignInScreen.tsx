import { useEffect, useState } from "react";

import type { EntrySecret } from "#shared/protocol/signIn.ts";

import { FrontPage } from "../ui/FrontPage.tsx";
import { leaveTo, planPath } from "../view/route.ts";
import { JoinSteps } from "./JoinSteps.tsx";
import { letGoOfLink } from "./heldLink.ts";
import { PasteLink } from "./PasteLink.tsx";
import { keepReturnPath } from "./returnPath.ts";
import "./entry.css";

/** For somebody who is not signed in, at whatever address: how to get in. The address stays, and is shown afterwards. */
export function SignInScreen() {
  const [link, setLink] = useState<EntrySecret | null>(null);
  // For a link that is opened in this window instead of being pasted.
  useEffect(() => keepReturnPath(window.location.pathname), []);
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
        <PasteLink onLink={setLink} />
        <p className="entry__aside">
          Do you run this server? Its first start printed a link. <code>node server/main.ts token</code> prints a new
          one.
        </p>
      </section>
    </FrontPage>
  );
}
