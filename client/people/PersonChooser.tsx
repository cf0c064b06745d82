import { useState } from "react";
import type { FormEvent } from "react";

import { addPerson } from "#shared/commands/people.ts";
import type { PersonId } from "#shared/model/id.ts";
import { limits } from "#shared/model/limits.ts";
import type { Person } from "#shared/model/person.ts";
import { peopleInOrder } from "#shared/queries/people.ts";

import { signedIn } from "../entry/sessionStore.ts";
import { useCan, useConnection, usePersonId, usePlanSession, useRecordsShallow } from "../plan/usePlan.ts";
import { useNeeded } from "../ui/useNeeded.tsx";
import { Face } from "./Face.tsx";
import { useRun } from "../view/useRun.ts";
import { useBePerson } from "./useBePerson.ts";
import "./people.css";

/** "Who are you?": pick a person of the plan, or add yourself. Said once; the server remembers it. */
export function PersonChooser({ onChosen }: { readonly onChosen?: () => void }) {
  const { formerPersonId } = usePlanSession();
  const people = useRecordsShallow(peopleInOrder);
  const personId = usePersonId();
  const mayAdd = useCan("addPerson");
  const { connection } = useConnection();
  // Whoever may write under any name is taken at their word until the server hears it.
  const needsServer = !useCan("editPeople");
  const { be, busy } = useBePerson(onChosen);
  if (needsServer && connection === "offline") {
    return (
      <p className="field__hint">There is no connection. Say who you are as soon as it is back: it takes that once.</p>
    );
  }
  return (
    <div className="person-chooser">
      {people.length > 0 && (
        <ul className="person-chooser__list" aria-label="People of this plan">
          {people.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                className="person-chooser__person"
                aria-pressed={person.id === personId}
                // Not disabled: it would lose focus, and leave it on nothing.
                aria-disabled={busy}
                onClick={() => void be(person.id)}
              >
                <Face name={person.name} />
                {person.name}
                {personId === null && person.id === formerPersonId && (
                  <span className="person-chooser__known">last time here</span>
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
      {mayAdd && <AddSelf others={people} busy={busy} onAdded={be} />}
      {!mayAdd && people.length === 0 && (
        <p className="field__hint">Nobody is in this plan yet. Ask an owner of the plan to add you.</p>
      )}
    </div>
  );
}

interface AddSelfProps {
  /** Who is in the plan already. */
  readonly others: readonly Person[];
  readonly busy: boolean;
  readonly onAdded: (personId: PersonId) => Promise<void>;
}

/** Whoever is new here has said a name when they came in: it stands there to be added, unless the list has it. */
function AddSelf({ others, busy, onAdded }: AddSelfProps) {
  const run = useRun();
  const [name, setName] = useState(() => {
    const who = signedIn();
    const said = who.kind === "signedIn" ? who.session.name : "";
    return others.some((other) => other.name === said) ? "" : said;
  });
  const needed = useNeeded("Type your name first.");
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (busy) return;
    const added = run(addPerson, { name });
    if (added !== undefined) void onAdded(added);
  };
  return (
    <form className="person-chooser__add" onSubmit={add}>
      <label className="field">
        <span className="field__label">{others.length === 0 ? "Your name" : "Not in the list? Add your name"}</span>
        <input
          {...needed.input}
          className="input"
          value={name}
          maxLength={limits.nameLength}
          autoComplete="name"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <button type="submit" className="button" aria-disabled={busy}>
        Add me
      </button>
      {needed.problem}
    </form>
  );
}
