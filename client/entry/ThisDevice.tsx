import { useId } from "react";

import { KeepOnDevice } from "./KeepOnDevice.tsx";
import { SignOutButton } from "./SignOutButton.tsx";
import "./entry.css";

/** A section of a page for somebody who is signed in: what this device keeps of their plans, and the way out. */
export function ThisDevice() {
  const titleId = useId();
  return (
    <section className="page__section" aria-labelledby={titleId}>
      <h3 id={titleId} className="page__subtitle">
        This device
      </h3>
      <KeepOnDevice />
      <div className="entry__actions">
        <SignOutButton />
      </div>
    </section>
  );
}
