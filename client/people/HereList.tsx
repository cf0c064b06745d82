import type { RefObject } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Popover } from "react-aria-components/Popover";

import { usePlanSession, useRecords } from "../plan/usePlan.ts";
import { Face } from "./Face.tsx";
import { followLink } from "../view/followLink.ts";
import { objectivePath } from "../view/route.ts";
import { nameHere } from "./peopleHere.ts";
import type { PersonHere } from "./peopleHere.ts";

interface HereListProps {
  readonly anchor: RefObject<Element | null>;
  readonly people: readonly PersonHere[];
  readonly onClose: () => void;
}

/** Who is here, in words: their names, the cards they are at, and who has been away from theirs for a while. */
export function HereList({ anchor, people, onClose }: HereListProps) {
  return (
    <Popover className="popover" triggerRef={anchor} isOpen placement="bottom end" onOpenChange={onClose}>
      <Dialog className="here-list">
        <Heading slot="title" className="here-list__title">
          Also here
        </Heading>
        <ul className="here-list__people">
          {people.map((person) => (
            <HereEntry key={person.id} person={person} onLeave={onClose} />
          ))}
        </ul>
      </Dialog>
    </Popover>
  );
}

function HereEntry({ person, onLeave }: { readonly person: PersonHere; readonly onLeave: () => void }) {
  const { planId } = usePlanSession();
  const [at] = person.at;
  const title = useRecords(({ objectives }) => (at === undefined ? undefined : objectives.get(at)?.title));
  const path = at === undefined ? undefined : objectivePath(planId, at);
  return (
    <li className="here-list__person">
      <Face {...person} faded={person.idle} />
      <span>
        {nameHere(person)}
        {person.idle && <span className="here-list__where"> · away for a while</span>}
        {title !== undefined && path !== undefined && (
          <span className="here-list__where">
            {" · at "}
            <a
              href={path}
              onClick={(event) => {
                onLeave();
                followLink(event, path);
              }}
            >
              {title}
            </a>
          </span>
        )}
      </span>
    </li>
  );
}
