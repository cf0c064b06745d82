import { ownerOf } from "#shared/queries/people.ts";

import { PersonChooser } from "../people/PersonChooser.tsx";
import { useCan, useMayAtAll, useMayCheckIn, usePersonId, useRecords } from "../plan/usePlan.ts";
import { CheckInFields } from "./CheckInFields.tsx";
import type { CheckInFormProps } from "./CheckInFields.tsx";
import { WhyNoCheckIn } from "./WhyNoCheckIn.tsx";
import "./checkIn.css";

/**
 * Says how an objective goes: a status, numbers, one line. It can stand anywhere; give it a `key` of the objective. Asks
 * first who is speaking, once per device. Enter records; with nothing changed that everything is still right.
 */
export function CheckInForm(form: CheckInFormProps) {
  const { objectiveId, onLeave } = form;
  const personId = usePersonId();
  const mayCheckIn = useMayCheckIn(objectiveId);
  const ownerId = useRecords((records) => ownerOf(records, objectiveId));
  // Somebody who has not said who they are cannot own anything yet, and may turn out to be the owner.
  const mayClaim = useCan("claimPerson");
  const maySay = useMayAtAll("recordCheckIn") && mayClaim;
  if (personId === null && maySay) {
    return (
      <div className="check-in">
        <h2 className="check-in__title">Who are you?</h2>
        <p className="field__hint">
          Choose yourself among the people of this plan: check-ins carry a name. You are asked once; nothing is recorded
          yet.
        </p>
        <PersonChooser />
      </div>
    );
  }
  if (personId === null || !mayCheckIn) {
    return (
      <div className="check-in">
        <h2 className="check-in__title">You can look, not check in</h2>
        <WhyNoCheckIn ownerId={ownerId} />
        <div className="check-in__buttons">
          <button type="button" className="button" autoFocus onClick={onLeave}>
            Close
          </button>
        </div>
      </div>
    );
  }
  return <CheckInFields personId={personId} {...form} />;
}
