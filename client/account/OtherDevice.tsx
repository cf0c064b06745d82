import { useEffect, useState } from "react";

import { MINUTE_MS } from "#shared/model/duration.ts";
import type { NewLink } from "#shared/protocol/signIn.ts";

import { makeDeviceLink } from "../api/account.ts";
import { useRequest } from "../api/useRequest.ts";
import { ModalDialog } from "../ui/ModalDialog.tsx";
import { Problem } from "../ui/Problem.tsx";
import { ShownLink } from "../ui/ShownLink.tsx";

/** A link that I am shown, and when it ends by this page's own clock: a device's may be wrong. */
interface Shown {
  readonly link: string;
  readonly endsAt: number;
}

/** The way in for another device of mine: a phone beside the desk. */
export function OtherDevice() {
  const [shown, setShown] = useState<Shown | null>(null);
  const { busy, problem, ask } = useRequest();
  const make = (): void => void ask(makeDeviceLink, (made) => setShown(shownNow(made)));
  return (
    <section className="page__section" aria-labelledby="other-device-title">
      <h3 id="other-device-title" className="page__subtitle">
        Another device of yours
      </h3>
      <p className="page__hint">
        A link signs you in there, as yourself and with all your plans. It works once, for a few minutes. Give it to
        nobody else.
      </p>
      <p>
        <button type="button" className="button" aria-disabled={busy} onClick={make}>
          {busy ? "A moment…" : "Make a link for another device"}
        </button>
      </p>
      <Problem text={problem} />
      {shown && <DeviceLinkDialog shown={shown} onAgain={make} onClose={() => setShown(null)} />}
    </section>
  );
}

function shownNow({ link, expiresAt }: NewLink): Shown {
  const left = expiresAt - Date.now();
  // A clock that is far wrong would call a fresh link old, or one of a few minutes good for hours.
  const isLikely = left > 0 && left <= 60 * MINUTE_MS;
  return { link, endsAt: performance.now() + (isLikely ? left : 10 * MINUTE_MS) };
}

interface DeviceLinkDialogProps {
  readonly shown: Shown;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

function DeviceLinkDialog({ shown, onAgain, onClose }: DeviceLinkDialogProps) {
  const minutes = useMinutesLeft(shown.endsAt);
  return (
    <ModalDialog title="On your other device" closesBeside={false} onClose={onClose}>
      {minutes > 0 ? (
        <>
          <p>
            Point its camera at the code, or open the link there. It signs you in once, within{" "}
            {minutes === 1 ? "a minute" : `${minutes} minutes`}.
          </p>
          <ShownLink link={shown.link} label="Link for that device" />
        </>
      ) : (
        <p role="status">This link has expired. Make another when your device is at hand.</p>
      )}
      <div className="dialog__actions">
        {minutes === 0 && (
          <button type="button" className="button button--primary" onClick={onAgain}>
            Make another
          </button>
        )}
        <button type="button" className="button" onClick={onClose}>
          Done
        </button>
      </div>
    </ModalDialog>
  );
}

/** Whole minutes, begun ones too; 0 when the time is over. */
function useMinutesLeft(endsAt: number): number {
  const [minutes, setMinutes] = useState(() => minutesUntil(endsAt));
  useEffect(() => {
    const timer = setInterval(() => setMinutes(minutesUntil(endsAt)), 1_000);
    return () => clearInterval(timer);
  }, [endsAt]);
  return minutes;
}

function minutesUntil(endsAt: number): number {
  return Math.max(0, Math.ceil((endsAt - performance.now()) / MINUTE_MS));
}
