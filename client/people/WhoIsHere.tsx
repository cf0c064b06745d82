import { useRef, useState } from "react";

import { usePersonId, usePresence } from "../plan/usePlan.ts";
import { fetchedPart } from "../ui/fetchedPart.tsx";
import { Part } from "../ui/Part.tsx";
import { Face } from "./Face.tsx";
import { nameHere, peopleHere } from "./peopleHere.ts";
import "./here.css";

const HereList = fetchedPart(async () => (await import("./HereList.tsx")).HereList);

/** More faces than this become a number; on a phone, and on a narrow one, more than that. */
const MOST = 5;
const MOST_NARROW = 2;
const MOST_NARROWEST = 1;

/** Everybody else who has the plan open, one face per person; pressed, it says who they are and where. */
export function WhoIsHere() {
  const personId = usePersonId();
  const people = usePresence(({ others, presenceId }) => peopleHere(others, { presenceId, personId }));
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  if (people.length === 0) return null;
  const faces = people.slice(0, MOST);
  const more = people.length - faces.length;
  const names = faces.map(nameHere).join(", ");
  return (
    <>
      <button
        ref={button}
        type="button"
        className="here"
        aria-haspopup="dialog"
        aria-label={`Also here: ${names}${more > 0 ? `, and ${more} more` : ""}`}
        title={names}
        onClick={() => setOpen(true)}
      >
        {faces.map((person) => (
          <Face key={person.id} {...person} faded={person.idle} />
        ))}
        <Others className="here__more" count={more} />
        <Others className="here__more here__more--narrow" count={people.length - MOST_NARROW} />
        <Others className="here__more here__more--narrowest" count={people.length - MOST_NARROWEST} />
      </button>
      {open && (
        <Part onMissing={() => setOpen(false)}>
          <HereList anchor={button} people={people} onClose={() => setOpen(false)} />
        </Part>
      )}
    </>
  );
}

function Others({ className, count }: { readonly className: string; readonly count: number }) {
  return count > 0 ? (
    <span className={className} aria-hidden="true">
      +{count}
    </span>
  ) : null;
}
