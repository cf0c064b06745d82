import { useEffect, useState } from "react";

import type { PlanId } from "#shared/model/id.ts";
import type { EntrySecret } from "#shared/protocol/signIn.ts";

import { FrontPage } from "../ui/FrontPage.tsx";
import { leaveTo, PLANS_PATH, planPath } from "../view/route.ts";
import { heldLink, letGoOfLink, takeLinkFromAddress } from "./heldLink.ts";
import { JoinSteps } from "./JoinSteps.tsx";
import { PasteLink } from "./PasteLink.tsx";
import { takeReturnPath } from "./returnPath.ts";
import "./entry.css";

/** Where links lead: what this one is for, and the way in. */
export function JoinScreen() {
  const [link, setLink] = useState<EntrySecret | null>(heldLink);
  useEffect(() => {
    // Another link that is put into the address bar does not load the page anew.
    const onHash = (): void => {
      takeLinkFromAddress();
      setLink(heldLink());
    };
    window.addEventListener("hashchange", onHash);
    return () => window.removeEventListener("hashchange", onHash);
  }, []);
  const enter = (planId: PlanId | null): void => {
    const returnPath = takeReturnPath();
    letGoOfLink();
    leaveTo(planId === null ? (returnPath ?? PLANS_PATH) : planPath(planId));
  };
  return (
    <FrontPage title="Join">
      {link ? (
        <JoinSteps key={link.linkId + link.secret} link={link} onEntered={enter} />
      ) : (
        <section className="entry">
          <h2 className="entry__title">This link is not complete</h2>
          <p>
            Copy the whole link, up to its last character, and paste it here; or open it again from where you got it.
          </p>
          <PasteLink onLink={setLink} />
        </section>
      )}
    </FrontPage>
  );
}
