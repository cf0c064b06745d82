import { useState } from "react";
import type { FormEvent } from "react";

import type { PersonId, PlanId } from "#shared/model/id.ts";
import { LINK_REFUSED } from "#shared/protocol/signIn.ts";
import type { EntrySecret, LinkSight } from "#shared/protocol/signIn.ts";

import { UNREACHABLE_CODE } from "../api/callApi.ts";
import { signIn } from "../api/session.ts";
import { keepingSaid, sayKeeping } from "../device/ownStorage.ts";
import { draftOf, keepDraft } from "../view/drafts.ts";
import { joinWords } from "./joinWords.ts";
import { KeepChoice } from "./KeepChoice.tsx";
import { NameField } from "./NameField.tsx";
import { askSession, signedIn } from "./sessionStore.ts";

interface JoinFormProps {
  readonly link: EntrySecret;
  readonly sight: LinkSight;
  readonly onEntered: (planId: PlanId | null) => void;
  /** The link has stopped working meanwhile. */
  readonly onLinkGone: () => void;
}

const DRAFT = "join.name";

/** The last step of coming in: a name where one is needed, else one press. */
export function JoinForm({ link, sight, onEntered, onLinkGone }: JoinFormProps) {
  const [name, setName] = useState(() => draftOf(DRAFT));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const words = joinWords(sight);
  const [asksKeeping] = useState(() => keepingSaid() === null && signedIn().kind !== "signedIn");
  const [keeps, setKeeps] = useState(true);
  const people = sight.kind === "invite" ? sight.people : [];

  const enter = async (): Promise<void> => {
    const person = words.asksName ? people.find((known) => known.name === name.trim()) : undefined;
    const before = signedIn();
    const entered = await signIn({ link, ...whoOf(words.asksName ? name : null, person?.id) });
    if (!entered.ok && entered.error.code !== LINK_REFUSED.code && entered.error.code !== UNREACHABLE_CODE) {
      setProblem(entered.error.message);
      return;
    }
    if (asksKeeping) sayKeeping(keeps);
    // The answer of a link that was used may have been lost on its way; then it let somebody in all the same.
    const now = await askSession();
    const isIn = now.kind === "signedIn" && (entered.ok || !isSame(before, now));
    if (isIn) {
      keepDraft(DRAFT, "");
      onEntered(entered.ok ? entered.value.planId : null);
      return;
    }
    if (asksKeeping) sayKeeping(null);
    if (!entered.ok && entered.error.code === LINK_REFUSED.code) onLinkGone();
    else setProblem(entered.ok ? NO_COOKIE : entered.error.message);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    void enter().finally(() => setBusy(false));
  };
  return (
    // While the list of names is open React Aria hides all else from screen readers; what can take focus must not be so.
    <form className="entry" onSubmit={submit} noValidate data-react-aria-top-layer="true">
      <h2 className="entry__title">{words.title}</h2>
      {words.about.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {words.asksName && (
        <NameField
          people={people}
          name={name}
          onName={(typed) => {
            setName(typed);
            keepDraft(DRAFT, typed);
            setProblem(null);
          }}
          problem={problem}
        />
      )}
      {problem !== null && !words.asksName && (
        <p className="field__error" role="alert">
          {problem}
        </p>
      )}
      {asksKeeping && <KeepChoice keeps={keeps} onChange={setKeeps} />}
      <div className="entry__actions">
        <button type="submit" className="button button--primary" aria-disabled={busy} autoFocus={!words.asksName}>
          {busy ? "One moment…" : words.action}
        </button>
      </div>
    </form>
  );
}

const NO_COOKIE =
  "You were let in, but this browser did not keep it. Allow cookies for this site, then ask for a new link.";

function whoOf(name: string | null, personId: PersonId | undefined) {
  if (personId !== undefined) return { name: null, personId };
  return { name, personId: null };
}

function isSame(before: ReturnType<typeof signedIn>, now: ReturnType<typeof signedIn>): boolean {
  return before.kind === "signedIn" && now.kind === "signedIn" && before.session.deviceId === now.session.deviceId;
}
