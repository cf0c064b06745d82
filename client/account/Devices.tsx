import { useRef, useState } from "react";

import type { DeviceId } from "#shared/model/id.ts";
import type { Device } from "#shared/protocol/signIn.ts";

import { listDevices, signOutDevice, signOutEverywhere } from "../api/account.ts";
import { useAnswer } from "../api/useAnswer.ts";
import { signOut } from "../entry/sessionStore.ts";
import { Answered } from "../ui/Answered.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { ageInWords, daysSince, longDate } from "../ui/dates.ts";
import { showToast } from "../view/toastStore.ts";
import { useToday } from "../view/today.ts";

/** Where I am signed in, and the way out of each. */
export function Devices() {
  const { answer, reload } = useAnswer(listDevices);
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <section className="page__section" aria-labelledby="devices-title">
      <h3 ref={heading} id="devices-title" className="page__subtitle" tabIndex={-1}>
        Where you are signed in
      </h3>
      <Answered answer={answer} what="your devices" onRetry={reload}>
        {(devices) => (
          <DeviceList
            devices={devices}
            onChanged={async () => {
              await reload();
              requestAnimationFrame(() => heading.current?.focus());
            }}
          />
        )}
      </Answered>
    </section>
  );
}

interface DeviceListProps {
  readonly devices: readonly Device[];
  readonly onChanged: () => Promise<void>;
}

function DeviceList({ devices, onChanged }: DeviceListProps) {
  const [busy, setBusy] = useState<DeviceId | null>(null);
  const [asksAll, setAsksAll] = useState(false);
  const endDevice = async ({ id, label }: Device): Promise<void> => {
    if (busy !== null) return;
    setBusy(id);
    const done = await signOutDevice(id);
    setBusy(null);
    showToast(done.ok ? `${label} is signed out.` : done.error.message);
    await onChanged();
  };
  return (
    <>
      <ul className="entries">
        {devices.map((device) => (
          <li key={device.id} className="entries__entry">
            <div className="entries__words">
              <span className="entries__name">{device.label}</span>
              {device.current && <span className="mark">this one</span>}
              <DeviceTimes device={device} />
            </div>
            {!device.current && (
              <button
                type="button"
                className="button"
                aria-label={`Sign out ${device.label}`}
                aria-disabled={busy === device.id}
                onClick={() => void endDevice(device)}
              >
                Sign out
              </button>
            )}
          </li>
        ))}
      </ul>
      {devices.length > 1 && (
        <p>
          <button type="button" className="button" onClick={() => setAsksAll(true)}>
            Sign out everywhere…
          </button>
        </p>
      )}
      {asksAll && (
        <ConfirmDialog
          title="Sign out everywhere?"
          word="Sign out everywhere"
          look="danger"
          onConfirm={signOutEverywhere}
          onDone={() => void signOut()}
          onClose={() => setAsksAll(false)}
        >
          <p>
            This signs you out on {devices.length === 2 ? "both devices" : `all ${devices.length} devices`}, this one
            too.
          </p>
          <p>To come in again you need an invitation, or whoever runs the server.</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function DeviceTimes({ device: { signedInAt, seenAt, current } }: { readonly device: Device }) {
  const today = useToday();
  return (
    <span className="entries__more">
      signed in on {longDate(signedInAt)}
      {!current && <>, last used {ageInWords(daysSince(seenAt, today))}</>}
    </span>
  );
}
