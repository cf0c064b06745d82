import { useCallback, useEffect, useState } from "react";

import type { PlanId } from "#shared/model/id.ts";
import type { ApiError } from "#shared/protocol/httpApi.ts";
import { LINK_REFUSED } from "#shared/protocol/signIn.ts";
import type { EntrySecret, LinkSight } from "#shared/protocol/signIn.ts";

import { lookAtLink } from "../api/session.ts";
import { JoinForm } from "./JoinForm.tsx";
import { LinkRefused } from "./LinkRefused.tsx";
import { settleSignOut } from "./sessionStore.ts";

type Step =
  | { readonly kind: "looking" }
  | { readonly kind: "seen"; readonly sight: LinkSight }
  | { readonly kind: "refused"; readonly error: ApiError; readonly inForm?: true };

interface JoinStepsProps {
  readonly link: EntrySecret;
  /** Somebody is signed in now: the plan to go to, null for the list. */
  readonly onEntered: (planId: PlanId | null) => void;
}

/** From a link to being signed in: what it is for, then the one thing that has to be said or pressed. */
export function JoinSteps({ link, onEntered }: JoinStepsProps) {
  const [step, setStep] = useState<Step>({ kind: "looking" });
  const looking = step.kind === "looking";
  useEffect(() => {
    if (!looking) return undefined;
    let gone = false;
    const look = async (): Promise<void> => {
      // Somebody who signed out without a network would be taken for whoever opens the link.
      await settleSignOut();
      const seen = await lookAtLink(link);
      if (!gone) setStep(seen.ok ? { kind: "seen", sight: seen.value } : { kind: "refused", error: seen.error });
    };
    void look();
    return () => {
      gone = true;
    };
  }, [looking, link]);
  const lookAgain = useCallback(() => setStep({ kind: "looking" }), []);
  switch (step.kind) {
    case "looking":
      return (
        <p className="entry__waiting" role="status">
          Looking at your link…
        </p>
      );
    case "seen":
      return (
        <JoinForm
          link={link}
          sight={step.sight}
          onEntered={onEntered}
          onLinkGone={() => setStep({ kind: "refused", error: LINK_REFUSED, inForm: true })}
        />
      );
    case "refused":
      return <LinkRefused error={step.error} onRetry={lookAgain} takesFocus={step.inForm ?? false} />;
  }
}
