import { useEffect, useRef } from "react";

import type { ApiError } from "#shared/protocol/httpApi.ts";
import { LINK_REFUSED } from "#shared/protocol/signIn.ts";

import { UNREACHABLE_CODE } from "../api/callApi.ts";
import { followLink } from "../view/followLink.ts";
import { PLANS_PATH } from "../view/route.ts";

interface LinkRefusedProps {
  readonly error: ApiError;
  readonly onRetry: () => void;
  /** It has taken the place of a form that somebody was in. */
  readonly takesFocus?: boolean;
}

/** Why a link does not let somebody in now, and what to do. Of a link that does not work nobody is told which fault it has. */
export function LinkRefused({ error, onRetry, takesFocus = false }: LinkRefusedProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Not the link below: a key that is held would follow it.
    if (takesFocus) title.current?.focus();
  }, [takesFocus]);
  const unreachable = error.code === UNREACHABLE_CODE;
  useEffect(() => {
    if (!unreachable) return undefined;
    window.addEventListener("online", onRetry);
    return () => window.removeEventListener("online", onRetry);
  }, [unreachable, onRetry]);
  const final = error.code === LINK_REFUSED.code;
  return (
    <section className="entry" role="alert">
      <h2 ref={title} className="entry__title" tabIndex={-1}>
        {titleOf(final, unreachable)}
      </h2>
      <p>{error.message}</p>
      {final && <p>A link works for as many people, and for as long, as whoever made it has said.</p>}
      <div className="entry__actions">
        {!final && (
          <button type="button" className="button button--primary" onClick={onRetry}>
            Try again
          </button>
        )}
        <a
          className={final ? "button button--primary" : "button button--quiet"}
          href={PLANS_PATH}
          onClick={(event) => followLink(event, PLANS_PATH)}
        >
          {final ? "Other ways in" : "Go to my plans"}
        </a>
      </div>
    </section>
  );
}

function titleOf(final: boolean, unreachable: boolean): string {
  if (final) return "This link does not let anybody in";
  return unreachable && !navigator.onLine ? "You are offline" : "Your link cannot be looked at just now";
}
