import { UserRound } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { usePerson, usePersonId } from "../plan/usePlan.ts";
import { fetchedPart } from "../ui/fetchedPart.tsx";
import { Part } from "../ui/Part.tsx";
import { focusSoon } from "../view/passFocus.ts";
import { Face } from "./Face.tsx";
import "./people.css";

const YouAreDialog = fetchedPart(async () => (await import("./YouAreDialog.tsx")).YouAreDialog);

/** Who this device says it is, and the way to say so. */
export function YouAre() {
  const person = usePerson(usePersonId());
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // Where the server is asked first the dialog closes later than the press, and leaves focus on nothing.
  useEffect(() => (open ? () => focusSoon(() => button.current) : undefined), [open]);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button button--quiet you-are"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {person ? <Face name={person.name} /> : <UserRound className="icon" aria-hidden="true" />}
        <span className="you-are__name">
          <span className="visually-hidden">You are: </span>
          {person?.name ?? "Who are you?"}
        </span>
      </button>
      {open && (
        <Part onMissing={() => setOpen(false)}>
          <YouAreDialog onClose={() => setOpen(false)} />
        </Part>
      )}
    </>
  );
}
