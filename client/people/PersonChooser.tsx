import { useState } from "react";
import type { FormEvent } from "react";

import { addPerson } from "#shared/commands/people.ts";
import { limits } from "#shared/model/limits.ts";
import { peopleInOrder } from "#shared/queries/people.ts";

import { useCan, usePersonId, usePlanSession, useRecordsShallow } from "../plan/usePlan.ts";
import { Face } from "./Face.tsx";
import { useRun } from "../view/useRun.ts";
import "./people.css";

/** "You are": pick a person of the plan, or add yourself. Remembered by this device. */
export function PersonChooser({ onChosen }: { readonly onChosen?: () => void }) {
  const session = usePlanSession();
  const run = useRun();
  const people = useRecordsShallow(peopleInOrder);
  const personId = usePersonId();
  const mayAdd = useCan("addPerson");
  const [name, setName] = useState("");
  const add = (event: FormEvent): void => {
    event.preventDefault();
    const added = run(addPerson, { name });
    if (added === undefined) return;
    void session.setIdentity(added);
    onChosen?.();
  };
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
                onClick={() => {
                  void session.setIdentity(person.id);
                  onChosen?.();
                }}
              >
                <Face name={person.name} />
                {person.name}
              </button>
            </li>
          ))}
        </ul>
      )}
      {mayAdd && (
        <form className="person-chooser__add" onSubmit={add}>
          <label className="field">
            <span className="field__label">{people.length > 0 ? "Not in the list? Add your name" : "Your name"}</span>
            <input
              className="input"
              value={name}
              maxLength={limits.nameLength}
              autoComplete="name"
              required
              onChange={(event) => setName(event.target.value)}
            />
          </label>
          <button type="submit" className="button">
            Add me
          </button>
        </form>
      )}
    </div>
  );
}
